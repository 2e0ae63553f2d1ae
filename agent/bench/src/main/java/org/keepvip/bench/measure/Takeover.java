package org.keepvip.bench.measure;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keepvip.bench.lab.Lab;
import org.keepvip.bench.lab.LabException;
import org.keepvip.bench.lab.Node;
import org.keepvip.bench.router.Implementation;
import org.keepvip.bench.router.Router;
import org.keepvip.bench.wire.Capture;
import org.keepvip.bench.wire.Sighting;
import org.keepvip.bench.wire.Sighting.Announcement;

/** How long it takes to hold and to announce many addresses, and what that does to the adverts. */
final class Takeover implements Experiment {
    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final int IN_ADVERT = 200;

    private final int addresses;

    Takeover(int addresses) {
        this.addresses = addresses;
    }

    @Override
    public String title() {
        return "taking " + addresses + " addresses";
    }

    @Override
    public void run(Implementation who, Figures figures, boolean quick) {
        try (Lab lab = Lab.open();
                Capture capture = Capture.on(lab.bridge(), "br0");
                AddressWatch watch = AddressWatch.on(lab.right());
                Router router = Router.start(who, lab.directory(), lab.right(), configuration())) {
            Instant decided = Experiment.await(
                            capture, router, router.started(), Duration.ofSeconds(30), Experiment::advert)
                    .at();
            Instant held = watch.awaitCount(addresses, Duration.ofSeconds(60));
            Instant announced = announced(capture, router);
            capture.watch(Duration.ofSeconds(1));
            String of = addresses + " VIPs";
            figures.put(
                    who,
                    of + " held after the first advert, ms",
                    addresses == 1000 ? "≤ 0.7×" : "",
                    Experiment.milliseconds(decided, held));
            figures.put(
                    who,
                    of + ", last GARP of the first round, ms",
                    addresses == 1000 ? "≤ 0.7×" : "",
                    Experiment.milliseconds(decided, announced));
            figures.put(
                    who,
                    of + ", longest advert gap at 100 ms, ms",
                    addresses == 4000 ? "≤ 120 ms" : "",
                    longestGap(capture, router.node()));
        }
    }

    private Instant announced(Capture capture, Router router) {
        Map<String, Instant> first = new HashMap<>();
        Instant end = Instant.now().plusSeconds(60);
        while (first.size() < addresses) {
            if (Instant.now().isAfter(end)) {
                throw new LabException(router.implementation() + " announced " + first.size() + " of " + addresses);
            }
            capture.watch(Duration.ofMillis(200));
            capture.sightings().forEach(seen -> {
                if (seen instanceof Announcement announcement
                        && announcement.mac().equals(router.node().mac())) {
                    first.putIfAbsent(announcement.address(), announcement.at());
                }
            });
        }
        return first.values().stream().max(Instant::compareTo).orElseThrow();
    }

    private static double longestGap(Capture capture, Node node) {
        List<Instant> adverts = capture.sightings().stream()
                .filter(seen -> seen.mac().equals(node.mac()) && Experiment.advert(seen))
                .map(Sighting::at)
                .toList();
        double longest = 0;
        for (int i = 1; i < adverts.size(); i++) {
            longest = Math.max(longest, Experiment.milliseconds(adverts.get(i - 1), adverts.get(i)));
        }
        return longest;
    }

    private String configuration() {
        StringBuilder text = new StringBuilder();
        text.append("vrrp_instance VI_1 {\n    state BACKUP\n    interface eth0\n    virtual_router_id 51\n");
        text.append("    priority 200\n    version 3\n    advert_int ")
                .append(INTERVAL.toMillis() / 1000.0)
                .append("\n    virtual_ipaddress {\n");
        for (int i = 0; i < addresses; i++) {
            if (i == IN_ADVERT) {
                text.append("    }\n    virtual_ipaddress_excluded {\n");
            }
            text.append("        10.100.%d.%d/32 dev eth0\n".formatted(i / 250, i % 250 + 1));
        }
        return text.append("    }\n}\n").toString();
    }
}
