package org.keepvip.bench.measure;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.keepvip.bench.lab.AdvertFrame;
import org.keepvip.bench.lab.FrameStream;
import org.keepvip.bench.lab.Lab;
import org.keepvip.bench.router.Implementation;
import org.keepvip.bench.router.Protocol;
import org.keepvip.bench.router.Router;
import org.keepvip.bench.router.Setup;
import org.keepvip.bench.router.Transport;
import org.keepvip.bench.theory.Timers;
import org.keepvip.bench.wire.Capture;
import org.keepvip.bench.wire.Sighting;

/**
 * A MASTER falls silent, again and again; how long after the down timer do the first advert and the first announcement of the BACKUP come?
 * The MASTER is a stream of frames, so that its silence begins at a known frame.
 */
final class Detection implements Experiment {
    private static final int PRIORITY = 100;
    private static final byte[] VIP = {10, 99, 0, 100};

    private final Duration interval;

    Detection(Duration interval) {
        this.interval = interval;
    }

    @Override
    public String title() {
        return "detection at " + interval.toMillis() + " ms";
    }

    @Override
    public void run(Implementation who, Figures figures, boolean quick) {
        List<Double> adverts = new ArrayList<>();
        List<Double> announcements = new ArrayList<>();
        Duration down = new Timers(3, interval, PRIORITY).down();
        try (Lab lab = Lab.open();
                Capture capture = Capture.on(lab.bridge(), "br0");
                Router router = Router.start(
                        who, lab, lab.right(), Setup.of(Protocol.V3_IPV4, Transport.MULTICAST, interval, PRIORITY))) {
            Experiment.await(capture, router, router.started(), Duration.ofSeconds(20), Experiment::advert);
            byte[] frame =
                    AdvertFrame.version3(lab.left(), Setup.VRID, 200, Math.toIntExact(interval.toMillis() / 10), VIP);
            for (int round = 0; round < rounds(quick); round++) {
                try (FrameStream _ = FrameStream.start(lab.left(), List.of(frame), interval)) {
                    capture.watch(interval.multipliedBy(3).plusMillis(100));
                }
                Instant silent = last(capture, lab.left().mac());
                Sighting advert = Experiment.await(capture, router, silent, down.plusSeconds(5), Experiment::advert);
                Sighting announcement = Experiment.await(
                        capture, router, silent, down.plusSeconds(5), Sighting.Announcement.class::isInstance);
                adverts.add(Experiment.milliseconds(silent.plus(down), advert.at()));
                announcements.add(Experiment.milliseconds(silent.plus(down), announcement.at()));
            }
        }
        String at = " at " + interval.toMillis() + " ms, p50, ms";
        figures.put(who, "first advert after the down timer" + at, "≤ 1.5×", Experiment.median(adverts));
        figures.put(who, "first GARP after the down timer" + at, "≤ 1.0×", Experiment.median(announcements));
    }

    private int rounds(boolean quick) {
        int rounds = interval.compareTo(Duration.ofMillis(500)) > 0 ? 3 : 15;
        return quick ? rounds : rounds * 3;
    }

    private static Instant last(Capture capture, String mac) {
        return capture.sightings().stream()
                .filter(seen -> seen.mac().equals(mac) && Experiment.advert(seen))
                .map(Sighting::at)
                .reduce((older, newer) -> newer)
                .orElseThrow();
    }
}
