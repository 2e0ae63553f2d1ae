package org.keepvip.bench.matrix;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.keepvip.bench.lab.FrameStream;
import org.keepvip.bench.lab.Lab;
import org.keepvip.bench.lab.LabException;
import org.keepvip.bench.lab.Node;
import org.keepvip.bench.lab.Question;
import org.keepvip.bench.router.Router;
import org.keepvip.bench.wire.Capture;
import org.keepvip.bench.wire.Sighting;
import org.keepvip.bench.wire.Sighting.Advert;
import org.keepvip.bench.wire.Sighting.Answer;
import org.keepvip.bench.wire.Timeline;

/** The lab of one cell, with the judges' eyes: capture, ARP and neighbour probes, the kernel's addresses. */
final class Stage implements AutoCloseable {
    private static final Duration PROBE = Duration.ofMillis(10);
    private static final Duration LISTENING = Duration.ofSeconds(40);
    private static final String VIRTUAL_MAC = "00:00:5e:00:0";

    private final Cell cell;
    private final Lab lab = Lab.open();
    private final Capture capture;
    private final FrameStream probes;
    private final Map<Side, Router> routers = new EnumMap<>(Side.class);
    private final Timeline timeline;

    Stage(Cell cell) {
        this.cell = cell;
        this.timeline = new Timeline(Instant.now(), this::name);
        try {
            this.capture = Capture.on(lab.bridge(), "br0");
            this.probes = FrameStream.start(
                    lab.client(),
                    List.of(Question.of(lab.client(), cell.protocol().vip())),
                    PROBE);
        } catch (LabException e) {
            lab.close();
            throw e;
        }
    }

    /** Starts a side and returns when it listens. */
    Instant start(Side side) {
        launch(side);
        return listening(side);
    }

    /** Starts a side's processes only. */
    void launch(Side side) {
        moment(side + " starts");
        routers.put(side, Router.start(cell.implementation(side), lab, node(side), cell.setup(side)));
    }

    /** Waits until the kernel shows that a side listens. */
    Instant listening(Side side) {
        Instant end = Instant.now().plus(LISTENING);
        while (!router(side).listens()) {
            if (!router(side).alive()) {
                throw new Missed(side + " ended by itself:\n" + router(side).logTail());
            }
            if (Instant.now().isAfter(end)) {
                throw new Missed(side + " does not listen " + LISTENING.toSeconds() + " s after its start:\n"
                        + router(side).logTail());
            }
            capture.watch(Duration.ofMillis(5));
        }
        return moment(side + " listens");
    }

    /** Notes a moment in the timeline. */
    Instant moment(String what) {
        return moment(Instant.now(), what);
    }

    /** Notes an earlier moment in the timeline. */
    Instant moment(Instant at, String what) {
        timeline.moment(at, what);
        return at;
    }

    Router router(Side side) {
        Router router = routers.get(side);
        if (router == null) {
            throw new IllegalStateException(side + " was not started");
        }
        return router;
    }

    Node node(Side side) {
        return side == Side.LEFT ? lab.left() : lab.right();
    }

    Lab lab() {
        return lab;
    }

    /** The first advert of a side, not a release, at or after a moment; waits up to its down interval and some seconds. */
    Advert advert(Side side, Instant from) {
        return await(side, from, false);
    }

    /** The release advert of a side at or after a moment. */
    Advert release(Side side, Instant from) {
        return await(side, from, true);
    }

    /** When a side first answered for the address at or after a moment. */
    Instant answer(Side side, Instant from) {
        return capture.await(
                        from, seen -> seen instanceof Answer answer && from(side, answer) && ours(answer), patience())
                .orElseThrow(() -> new Missed(side + " did not answer for the address"))
                .at();
    }

    /** The newest advert of a side, not a release, before a moment. */
    Optional<Instant> lastAdvert(Side side, Instant before) {
        return adverts(side, Instant.MIN).stream()
                .map(Advert::at)
                .filter(at -> at.isBefore(before))
                .reduce((older, newer) -> newer);
    }

    /** The adverts of a side since a moment, releases left out. */
    List<Advert> adverts(Side side, Instant from) {
        return capture.sightings().stream()
                .filter(seen -> !seen.at().isBefore(from))
                .filter(Advert.class::isInstance)
                .map(Advert.class::cast)
                .filter(advert -> advert.priority() != 0 && from(side, advert))
                .toList();
    }

    /** How often a side answered for the address since a moment. */
    long answers(Side side, Instant from) {
        return capture.since(from).stream()
                .filter(seen -> seen instanceof Answer answer && from(side, answer) && ours(answer))
                .count();
    }

    /** Lets wire time pass. */
    void watch(Duration span) {
        capture.watch(span);
    }

    /** Whether a node's kernel has every virtual address now. */
    boolean holds(Side side) {
        List<String> addresses = node(side).addresses();
        return cell.protocol().vips().stream().allMatch(vip -> addresses.contains(address(vip)));
    }

    /** Whether a node's kernel has none of them within a span. */
    boolean becomesBare(Side side, Duration within) {
        Instant end = Instant.now().plus(within);
        while (!bare(side)) {
            if (Instant.now().isAfter(end)) {
                return false;
            }
            capture.watch(Duration.ofMillis(10));
        }
        return true;
    }

    private boolean bare(Side side) {
        List<String> addresses = node(side).addresses();
        return cell.protocol().vips().stream().noneMatch(vip -> addresses.contains(address(vip)));
    }

    /** What happened, for a person. */
    String story() {
        timeline.add(capture.sightings(), cell.interval().plus(cell.interval().dividedBy(2)));
        StringBuilder text = new StringBuilder(timeline.toString());
        routers.forEach((side, router) -> text.append(String.format(
                Locale.ROOT,
                "%n  log of %s (%s), not a judge:%n%s%n",
                side,
                router.implementation(),
                router.logTail())));
        return text.toString();
    }

    @Override
    public void close() {
        routers.values().forEach(Router::close);
        probes.close();
        capture.close();
        lab.close();
    }

    private Advert await(Side side, Instant from, boolean release) {
        return (Advert) capture.await(
                        from,
                        seen -> seen instanceof Advert advert
                                && (advert.priority() == 0) == release
                                && from(side, advert),
                        patience())
                .orElseThrow(() -> new Missed(side + " sent no " + (release ? "release" : "advert") + " in time"));
    }

    private Duration patience() {
        return cell.timers(Side.RIGHT).down().plusSeconds(6);
    }

    private boolean ours(Answer answer) {
        return answer.address().equals(cell.protocol().vip());
    }

    private boolean from(Side side, Sighting seen) {
        return name(seen.mac()).equals(side.toString());
    }

    private String name(String mac) {
        if (mac.startsWith(VIRTUAL_MAC)) {
            return (cell.left() == org.keepvip.bench.router.Implementation.FRR ? Side.LEFT : Side.RIGHT).toString();
        }
        if (mac.equals(lab.left().mac())) {
            return Side.LEFT.toString();
        }
        return mac.equals(lab.right().mac()) ? Side.RIGHT.toString() : "client";
    }

    private static String address(String prefix) {
        return prefix.substring(0, prefix.indexOf('/'));
    }
}
