package org.keepvip.bench.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.keepvip.bench.lab.Lab;
import org.keepvip.bench.lab.LabException;
import org.keepvip.bench.lab.Node;
import org.keepvip.bench.lab.Pinger;
import org.keepvip.bench.router.Implementation;
import org.keepvip.bench.router.Router;
import org.keepvip.bench.theory.Timers;
import org.keepvip.bench.wire.Capture;
import org.keepvip.bench.wire.Pings;
import org.keepvip.bench.wire.Sighting;
import org.keepvip.bench.wire.Sighting.Advert;

/** Two routers and a client that pings their address, under the eyes of a capture. */
final class Pair implements AutoCloseable {
    static final String VIP = "10.99.0.100";
    static final Duration INTERVAL = Duration.ofSeconds(1);
    static final Timers LEFT = new Timers(2, INTERVAL, 150);
    static final Timers RIGHT = new Timers(2, INTERVAL, 100);

    private static final Duration PING = Duration.ofMillis(20);
    private static final String CONFIGURATION = """
            global_defs {
                router_id %s
            }

            vrrp_instance VI_1 {
                state %s
                interface eth0
                virtual_router_id 51
                priority %d
                advert_int 1
                authentication {
                    auth_type PASS
                    auth_pass s3cr3t
                }
                virtual_ipaddress {
                    %s/24 dev eth0 label eth0:vip
                }
            }
            """;

    private final Lab lab = Lab.open();
    private final Capture capture = Capture.on(lab.bridge(), "br0");
    private final Pinger pinger = Pinger.asHost(lab.client(), VIP, PING);
    private final Implementation leftKind;
    private final Implementation rightKind;
    private Router left;
    private final Router right;

    Pair(Implementation leftKind, Implementation rightKind) {
        this.leftKind = leftKind;
        this.rightKind = rightKind;
        this.left = Router.start(leftKind, lab.directory(), lab.left(), configuration(lab.left()));
        awaitListening(left);
        this.right = Router.start(rightKind, lab.directory(), lab.right(), configuration(lab.right()));
    }

    /** The file that a node's router reads. */
    String configuration(Node node) {
        return node.equals(lab.left())
                ? CONFIGURATION.formatted("left", "MASTER", LEFT.priority(), VIP)
                : CONFIGURATION.formatted("right", "BACKUP", RIGHT.priority(), VIP);
    }

    Node leftNode() {
        return lab.left();
    }

    Node rightNode() {
        return lab.right();
    }

    Implementation leftKind() {
        return leftKind;
    }

    Implementation rightKind() {
        return rightKind;
    }

    Router left() {
        return left;
    }

    Router right() {
        return right;
    }

    /** Starts left's router again. */
    void restartLeft() {
        left.close();
        left = Router.start(leftKind, lab.directory(), lab.left(), configuration(lab.left()));
    }

    /** The first advert of a node at or after a moment. */
    Instant advert(Node node, Instant from, Duration patience) {
        return await(node, from, patience, advert -> advert.priority() != 0, "advert");
    }

    /** The release of a node at or after a moment. */
    Instant release(Node node, Instant from, Duration patience) {
        return await(node, from, patience, advert -> advert.priority() == 0, "release");
    }

    /** The newest advert of a node before a moment. */
    Instant lastAdvert(Node node, Instant before) {
        return sightings().stream()
                .filter(seen -> seen instanceof Advert advert
                        && advert.mac().equals(node.mac())
                        && advert.at().isBefore(before))
                .map(Sighting::at)
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> new LabException(node.name() + " never sent an advert"));
    }

    /** Lets time pass under the capture's eyes. */
    void watch(Duration span) {
        capture.watch(span);
    }

    /** The client's pings from a moment until now, the last half second left out, whose answers may be under way. */
    Pings pingsSince(Instant from) {
        return Pings.between(
                sightings(), lab.client().mac(), VIP, from, Instant.now().minusMillis(500));
    }

    List<Sighting> sightings() {
        return capture.sightings();
    }

    /** A node's name by its hardware address. */
    String name(String mac) {
        if (mac.equals(lab.left().mac())) {
            return lab.left().name();
        }
        return mac.equals(lab.right().mac()) ? lab.right().name() : lab.client().name();
    }

    @Override
    public void close() {
        pinger.close();
        left.close();
        right.close();
        capture.close();
        lab.close();
    }

    /** Right starts when left can hear it, so that right is not MASTER for a moment only because left's program takes longer to start. */
    private void awaitListening(Router router) {
        Instant end = Instant.now().plusSeconds(10);
        while (!router.listens() && router.alive() && Instant.now().isBefore(end)) {
            capture.watch(Duration.ofMillis(5));
        }
    }

    private Instant await(Node node, Instant from, Duration patience, Predicate<? super Advert> wanted, String what) {
        return capture.await(
                        from,
                        seen -> seen instanceof Advert advert && advert.mac().equals(node.mac()) && wanted.test(advert),
                        patience)
                .orElseThrow(() -> new LabException("%s (%s) sent no %s within %d s.%nIts log ends:%n%s"
                        .formatted(
                                node.name(),
                                node.equals(lab.left()) ? leftKind : rightKind,
                                what,
                                patience.toSeconds(),
                                (node.equals(lab.left()) ? left : right).logTail())))
                .at();
    }
}
