package org.keepvip.vrrp;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.address.Prefix;
import org.keepvip.vrrp.State.Role;
import org.keepvip.vrrp.notice.Notice;
import org.keepvip.vrrp.notice.Notices;
import org.keepvip.vrrp.packet.Advertisement;
import org.keepvip.vrrp.packet.Priority;
import org.keepvip.vrrp.packet.Version;
import org.keepvip.vrrp.packet.Vrid;
import org.keepvip.vrrp.tracking.Reading;

/**
 * Plays a scene: lines at the margin are events with their times, the indented ones below are what came of them, and
 * are written anew. Deadlines between two events are played too, so a scene that shows none asserts that nothing was
 * due. The kernel does at once what it is told, unless the scene says {@code kernel slow}.
 */
final class Scene {
    private final StringBuilder text;
    private final String speaker;
    private final Set<TransitionRow> rows = EnumSet.noneOf(TransitionRow.class);
    private final Counters counters = new Counters();
    private final ArrayDeque<Action> kernel = new ArrayDeque<>();
    private Router router = Router.of("");
    private State state = VirtualRouter.initial();
    private Moment now = new Moment(0);
    private boolean kernelSlow;
    private List<Notice> notices = List.of();

    private Scene(StringBuilder text, String speaker) {
        this.text = text;
        this.speaker = speaker;
    }

    /** The part of one of several routers, by name, in the text of all of them. */
    static Scene part(StringBuilder text, String name, String settings) {
        Scene scene = new Scene(text, name + ": ");
        scene.router = scene.router.with("name=" + name + " " + settings);
        return scene;
    }

    /** The scene with its outcomes written in. */
    static Scene played(String script) {
        Scene scene = new Scene(new StringBuilder(), "");
        for (String line : script.lines().toList()) {
            if (!line.startsWith(" ")) {
                scene.line(line);
            }
        }
        return scene;
    }

    String text() {
        return text.toString();
    }

    Set<TransitionRow> rows() {
        return rows;
    }

    Settings settings() {
        return router.settings();
    }

    /** Of the last step. */
    List<Notice> notices() {
        return notices;
    }

    State state() {
        return state;
    }

    Counters counters() {
        return counters;
    }

    private void line(String line) {
        if (line.isBlank() || line.startsWith("#")) {
            write(line);
        } else if (line.startsWith("settings")) {
            router = router.with(line.substring("settings".length()));
            write(line);
        } else if (line.equals("kernel slow")) {
            kernelSlow = true;
            write(line);
        } else {
            timed(line);
        }
    }

    private void timed(String line) {
        String[] words = line.split("\\s+", -1);
        Moment at = new Moment(Router.seconds(words[0]).toNanos());
        String[] what = Arrays.copyOfRange(words, 1, words.length);
        boolean until = what[0].equals("passes");
        boolean jumps = what[0].equals("clock") || what[0].equals("late");
        while (!jumps && due(at, until)) {
            now = state.deadline();
            write("  " + SceneText.at(now).substring(3) + " deadline");
            play(new Event.DeadlineReached());
        }
        now = at;
        write(line);
        if (!until) {
            if (what[0].equals("done")) {
                done(what.length > 1 ? Integer.parseInt(what[1]) : Integer.MAX_VALUE, Optional.empty());
            } else if (what[0].equals("refused")) {
                done(Integer.MAX_VALUE, Optional.of(what[1]));
            } else {
                play(event(what));
            }
        }
    }

    private boolean due(Moment at, boolean included) {
        return state.deadline().isBefore(at) || (included && state.deadline().equals(at));
    }

    /** What is written as {@code words} happens at that time, later than every deadline before. */
    void happens(String[] words, Moment at) {
        now = at;
        play(event(words));
    }

    /** Something happens at that time. */
    void happens(Event event, Moment at) {
        now = at;
        play(event);
    }

    private void play(Event event) {
        Settings settings = router.settings();
        State before = state;
        Step step = VirtualRouter.step(settings, before, event, now);
        state = step.next();
        counters.count(before, event, state, step.actions());
        List<String> outcome = new ArrayList<>();
        if (!before.equals(state)) {
            outcome.add(SceneText.state(state, settings));
        }
        step.actions().forEach(action -> outcome.add("-> " + SceneText.action(action)));
        TransitionRow.of(settings, before, event, state).ifPresent(row -> {
            rows.add(row);
            outcome.add("row " + row);
        });
        Narration.of(settings, before, event, state, step.actions())
                .forEach(remark -> outcome.add(remark.topic() + " " + remark.text()));
        notices = Notices.of(settings, before, event, state);
        notices.forEach(notice -> outcome.add("notice " + notice.kind() + " priority " + notice.priority()));
        if (outcome.isEmpty()) {
            outcome.add("nothing");
        }
        outcome.forEach(line -> write("      " + speaker + line));
        step.actions().stream().filter(Scene::isKernels).forEach(kernel::add);
        if (!kernelSlow && !kernel.isEmpty()) {
            write("  done");
            done(Integer.MAX_VALUE, Optional.empty());
        }
    }

    private static boolean isKernels(Action action) {
        return switch (action) {
            case Action.AddAddresses _, Action.RemoveAddresses _, Action.AddRouting _, Action.RemoveRouting _ -> true;
            case Action.SendAdvertisement _, Action.Announce _ -> false;
        };
    }

    /** The kernel answers the oldest request, or the first {@code count} addresses of it. */
    private void done(int count, Optional<String> error) {
        Action action = kernel.remove();
        Optional<Event> answer = RoutingWords.answer(action, error);
        if (answer.isPresent()) {
            play(answer.get());
            return;
        }
        List<Vip> vips = switch (action) {
            case Action.AddAddresses added -> added.vips();
            case Action.RemoveAddresses removed -> removed.vips();
            case Action.AddRouting _, Action.RemoveRouting _, Action.SendAdvertisement _, Action.Announce _ ->
                List.of();
        };
        boolean adds = action instanceof Action.AddAddresses;
        int part = Math.min(count, vips.size());
        if (part < vips.size()) {
            List<Vip> rest = vips.subList(part, vips.size());
            kernel.addFirst(adds ? new Action.AddAddresses(rest) : new Action.RemoveAddresses(rest));
        }
        play(new Event.AddressesChanged(vips.subList(0, part).stream()
                .map(vip -> new Event.AddressOutcome(vip, adds, error))
                .toList()));
    }

    private Event event(String[] words) {
        return switch (words[0]) {
            case "started" -> new Event.Started();
            case "deadline", "late" -> new Event.DeadlineReached();
            case "link" -> new Event.LinkChanged(words[1], link(words));
            case "source" ->
                new Event.SourceAddressChanged(
                        words[1].equals("none") ? Optional.empty() : Optional.of(IpAddress.literal(words[1])));
            case "sockets" ->
                new Event.SocketsChanged(words[1].equals("open") ? Optional.empty() : Optional.of(words[1]));
            case "tracker" -> new Event.TrackerReported(Router.tracker(words[1]), reading(words[2]));
            case "advert" -> advert(words);
            case "rejected" ->
                new Event.AdvertisementRejected(IpAddress.literal(words[1]), Rejection.valueOf(words[2]));
            case "appeared" -> new Event.AddressesObserved(keys(words), Set.of());
            case "vanished" -> new Event.AddressesObserved(Set.of(), keys(words));
            case "routed", "unrouted" -> RoutingWords.observed(words, router.settings());
            case "shaken" -> new Event.RoutingShaken();
            case "unsent" -> new Event.SendFailed(Integer.parseInt(words[1]), words[2]);
            case "clock" ->
                new Event.ClockJumped(
                        now.isAfter(state.deadline()) ? state.deadline().until(now) : Duration.ZERO);
            case "drained" -> new Event.QueueDrained();
            case "shutdown" -> new Event.ShutdownRequested(words.length > 1 && words[1].equals("keeping"));
            case "missing" ->
                new Event.StaticItemsMissing(words[1].equals("none") ? Set.of() : Set.of(words[1].replace('_', ' ')));
            case "unconfigured" -> new Event.Unconfigured();
            case "reload" -> {
                Settings before = router.settings();
                router = router.with(String.join(" ", Arrays.copyOfRange(words, 1, words.length)));
                yield new Event.Reconfigured(before);
            }
            default -> throw new IllegalArgumentException("no such event: " + words[0]);
        };
    }

    private static Reading reading(String word) {
        return switch (word) {
            case "up" -> new Reading.Up();
            case "down" -> new Reading.Down();
            default -> new Reading.Value(Integer.parseInt(word));
        };
    }

    private static Link link(String[] words) {
        int mtu = words.length > 3 ? Integer.parseInt(words[3]) : 1500;
        return switch (words[2]) {
            case "up" -> new Link(true, true, true, mtu);
            case "down" -> new Link(true, false, false, mtu);
            case "unplugged" -> new Link(true, true, false, mtu);
            case "absent" -> Link.ABSENT;
            default -> throw new IllegalArgumentException("no such link state: " + words[2]);
        };
    }

    /** {@code advert FROM PRIORITY [INTERVAL]}, with the router's own addresses unless a list follows. */
    private Event advert(String[] words) {
        Settings settings = router.settings();
        Duration interval = words.length > 3
                ? Router.seconds(words[3])
                : settings.election().interval();
        List<IpAddress> addresses = words.length > 4
                ? Arrays.stream(words[4].split(",", -1)).map(IpAddress::literal).toList()
                : settings.addresses().advertised().stream()
                        .map(vip -> vip.address().address())
                        .toList();
        Version version = settings.wire().version();
        Priority priority = new Priority(Integer.parseInt(words[2]));
        return new Event.AdvertisementReceived(
                IpAddress.literal(words[1]), new Advertisement(version, new Vrid(51), priority, interval, addresses));
    }

    private static Set<Vip.Key> keys(String[] words) {
        return Arrays.stream(words).skip(1).map(Scene::key).collect(Collectors.toSet());
    }

    private static Vip.Key key(String text) {
        String[] at = text.split("@", -1);
        String[] prefix = at[0].split("/", -1);
        return new Vip.Key(
                at.length > 1 ? at[1] : "eth0", new Prefix(IpAddress.literal(prefix[0]), Integer.parseInt(prefix[1])));
    }

    private void write(String line) {
        text.append(line).append('\n');
    }

    /** What came of the last line at the margin, deadlines before it not included. */
    String outcome() {
        List<String> lines = text.toString().lines().toList();
        int margin = lines.size() - 1;
        while (lines.get(margin).startsWith(" ")) {
            margin--;
        }
        return String.join("\n", lines.subList(margin + 1, lines.size()));
    }

    boolean isMaster() {
        return state.role() instanceof Role.Master;
    }
}
