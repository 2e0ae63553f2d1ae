package org.keepvip.daemon.notification;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.keepvip.daemon.journal.Journal;
import org.keepvip.daemon.script.Scripts;
import org.keepvip.vrrp.notice.Notice;

/** The notify scripts that run or wait to. On the loop's thread alone. */
final class NotifyScripts {
    private final Scripts scripts;
    private final Wakeups wakeups;
    private final Journal journal;
    private final Map<Key, Lane> lanes = new HashMap<>();
    private Duration patience;
    private @Nullable Ending ending;

    /** What one lane is for: the scripts of states, of a losing advert, and {@code notify} do not wait for each other. */
    private record Key(Notice.Subject subject, String name, boolean state, boolean any) {}

    NotifyScripts(Scripts scripts, Wakeups wakeups, Journal journal, Duration patience) {
        this.scripts = scripts;
        this.wakeups = wakeups;
        this.journal = journal;
        this.patience = patience;
    }

    /** How long a script may go on that a newer state waits for. */
    void patience(Duration next) {
        patience = next;
    }

    void tell(Notice notice, List<Listener.Call> calls) {
        for (Listener.Call call : calls) {
            Key key = new Key(
                    notice.subject(),
                    notice.name(),
                    Listener.isState(notice.kind()),
                    !call.arguments().isEmpty());
            lanes.computeIfAbsent(key, this::open).add(call);
        }
    }

    private Lane open(Key key) {
        return new Lane(key.name(), scripts, wakeups, journal, patience, () -> changed(key));
    }

    private void changed(Key key) {
        lanes.computeIfPresent(key, (_, lane) -> lane.isIdle() ? null : lane);
        if (ending != null) {
            tell(ending);
        }
    }

    /**
     * The end of all of them.
     *
     * @param begun completes when no script waits for another any more
     * @param over completes when none runs any more
     */
    record Ending(CompletableFuture<Void> begun, CompletableFuture<Void> over) {}

    /** Says when nothing waits and runs any more; from now on, a script that something waits for has as long as {@code less}. */
    Ending finish(Duration less) {
        Ending begun = new Ending(new CompletableFuture<>(), new CompletableFuture<>());
        ending = begun;
        patience = less;
        List.copyOf(lanes.values()).forEach(lane -> lane.hurry(less));
        tell(begun);
        return begun;
    }

    private void tell(Ending asked) {
        if (lanes.values().stream().noneMatch(Lane::isWaitedFor)) {
            asked.begun().complete(null);
        }
        if (lanes.isEmpty()) {
            asked.over().complete(null);
        }
    }
}
