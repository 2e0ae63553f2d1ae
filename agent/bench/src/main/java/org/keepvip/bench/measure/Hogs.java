package org.keepvip.bench.measure;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.keepvip.bench.lab.Command;
import org.keepvip.bench.lab.Lab;
import org.keepvip.bench.router.Implementation;
import org.keepvip.bench.router.Router;
import org.keepvip.bench.wire.Capture;
import org.keepvip.bench.wire.Sighting;

/** A pair at 10 ms with a real-time priority, on a machine that others keep busy: every advert of the BACKUP is a false failover. */
final class Hogs implements Experiment {
    private static final int HOGS = 4;

    @Override
    public String title() {
        return "false failovers under " + HOGS + " CPU hogs";
    }

    @Override
    public void run(Implementation who, Figures figures, boolean quick) {
        Duration span = Duration.ofSeconds(quick ? 15 : 60);
        List<Process> hogs = new ArrayList<>();
        try (Lab lab = Lab.open();
                Capture capture = Capture.on(lab.bridge(), "br0");
                Router master = Router.start(who, lab.directory(), lab.left(), configuration(200))) {
            Experiment.await(capture, master, master.started(), Duration.ofSeconds(20), Experiment::advert);
            try (Router backup = Router.start(who, lab.directory(), lab.right(), configuration(100))) {
                capture.watch(Duration.ofSeconds(4));
                for (int i = 0; i < HOGS; i++) {
                    hogs.add(Command.of("sh", "-c", "while :; do :; done").start(Path.of("/dev/null")));
                }
                Instant begin = Instant.now();
                capture.watch(span);
                hogs.forEach(Process::destroyForcibly);
                figures.put(
                        who,
                        "false failovers in %d s, %d hogs, 10 ms, vrrp_rt_priority".formatted(span.toSeconds(), HOGS),
                        "0",
                        failovers(capture.since(begin), backup));
            }
        } finally {
            hogs.forEach(Process::destroyForcibly);
        }
    }

    /** Runs of the BACKUP's adverts, each begun by one that follows an advert of the MASTER. */
    private static double failovers(List<Sighting> sightings, Router backup) {
        int count = 0;
        boolean ours = false;
        for (Sighting seen : sightings) {
            if (Experiment.advert(seen)) {
                boolean backups = seen.mac().equals(backup.node().mac());
                count += backups && !ours ? 1 : 0;
                ours = backups;
            }
        }
        return count;
    }

    private static String configuration(int priority) {
        return """
                global_defs {
                    vrrp_rt_priority 50
                    vrrp_no_swap
                }
                vrrp_instance VI_1 {
                    state BACKUP
                    interface eth0
                    virtual_router_id 51
                    priority %d
                    version 3
                    advert_int 0.01
                    virtual_ipaddress {
                        10.99.0.100/24
                    }
                }
                """.formatted(priority);
    }
}
