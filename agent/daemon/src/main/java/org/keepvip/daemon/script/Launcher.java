package org.keepvip.daemon.script;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keepvip.daemon.journal.Journal;
import org.keepvip.linux.Errno;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.process.ChildProcess;
import org.keepvip.linux.process.CurrentProcess;
import org.keepvip.linux.process.NetworkNamespace;
import org.keepvip.linux.process.ProcessStart;

/**
 * The one thread that starts programs, ordinary in scheduling, so that they are. setpriv(1) makes another user of a
 * process, and has it end when this thread does; neither could be done in here without a moment in which that user may
 * kill the agent, or not at all.
 */
final class Launcher {
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
    private static final String SHELL = "/bin/sh";
    /** What would change a program's libraries, or how a shell cuts its words. */
    private static final List<String> WITHHELD = List.of("IFS", "LD_PRELOAD", "LD_LIBRARY_PATH");

    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final Map<String, String> environment;
    private final Optional<String> namespace;
    private final Journal journal;
    private @Nullable Thread thread;
    private @Nullable ErrnoException banned;

    /**
     * A launcher that is not started.
     *
     * @param environment the agent's own
     * @param namespace the network namespace of the programs; empty for that of the process
     */
    Launcher(Map<String, String> environment, Optional<String> namespace, Journal journal) {
        Map<String, String> passed = new HashMap<>(environment);
        WITHHELD.forEach(passed::remove);
        this.environment = Map.copyOf(passed);
        this.namespace = namespace;
        this.journal = journal;
    }

    /** Starts the thread, once, with the priorities and processors of the calling thread, which is not the loop's. */
    synchronized void start() {
        if (thread == null) {
            thread = Thread.ofPlatform().daemon().name("keepvip-scripts").start(this::work);
        }
    }

    /** Has something done on the launcher's thread, in order; from any thread. */
    void execute(Runnable task) {
        tasks.add(task);
    }

    private void work() {
        try {
            CurrentProcess.keepEndings();
            if (namespace.isPresent()) {
                NetworkNamespace.enter(namespace.get());
            }
        } catch (ErrnoException e) {
            banned = e;
        }
        if (!Files.isExecutable(SETPRIV)) {
            journal.warning(SETPRIV + " of util-linux is missing: scripts run as the agent's own user alone, and those"
                    + " that run when the agent is killed are not ended");
        }
        while (true) {
            try {
                tasks.take().run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /**
     * Starts a program. On the launcher's thread.
     *
     * @param added arguments after its own
     * @param bound whether it ends when the agent does
     * @throws ErrnoException it cannot be executed, or not as who it should be
     */
    ChildProcess launch(Program program, List<String> added, boolean bound) throws ErrnoException {
        if (banned != null) {
            throw banned;
        }
        List<String> argv = new ArrayList<>(program.argv());
        argv.addAll(added);
        if (program.identity().isPresent() || (bound && Files.isExecutable(SETPRIV))) {
            return start(wrapped(argv, program.identity(), bound));
        }
        try {
            return start(argv);
        } catch (ErrnoException e) {
            if (e.errno() != Errno.ENOEXEC) {
                throw e;
            }
            // No '#!' line: as execvp(3), so setpriv, and shells do.
            argv.addFirst(SHELL);
            return start(argv);
        }
    }

    private ChildProcess start(List<String> argv) throws ErrnoException {
        return new ProcessStart(argv.getFirst(), argv, environment).begin();
    }

    private static List<String> wrapped(List<String> argv, Optional<Program.Identity> identity, boolean bound) {
        List<String> words = new ArrayList<>(List.of(SETPRIV.toString()));
        if (bound) {
            words.addAll(List.of("--pdeathsig", "TERM"));
        }
        identity.ifPresent(who -> {
            words.addAll(List.of("--reuid", Integer.toUnsignedString(who.uid())));
            words.addAll(List.of("--regid", Integer.toUnsignedString(who.gid())));
            if (who.groups().isEmpty()) {
                words.add("--clear-groups");
            } else {
                words.addAll(List.of(
                        "--groups",
                        who.groups().stream().map(Integer::toUnsignedString).collect(Collectors.joining(","))));
            }
            words.addAll(List.of("--inh-caps=-all", "--ambient-caps=-all"));
        });
        words.add("--");
        words.addAll(argv);
        return words;
    }
}
