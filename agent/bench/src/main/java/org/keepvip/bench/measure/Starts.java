package org.keepvip.bench.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.keepvip.bench.lab.Lab;
import org.keepvip.bench.router.Implementation;
import org.keepvip.bench.router.Router;
import org.keepvip.bench.wire.Capture;

/** From before the program is started to its first advert on the wire, as the owner of the address, who does not wait. */
final class Starts implements Experiment {
    private static final String CONFIGURATION = """
            vrrp_instance VI_1 {
                state MASTER
                interface eth0
                virtual_router_id 51
                priority 255
                version 3
                advert_int 1
                virtual_ipaddress {
                    10.99.0.100/24
                }
            }
            """;

    @Override
    public String title() {
        return "start to first advert";
    }

    @Override
    public void run(Implementation who, Figures figures, boolean quick) {
        List<Double> spans = new ArrayList<>();
        try (Lab lab = Lab.open();
                Capture capture = Capture.on(lab.bridge(), "br0")) {
            for (int round = 0; round < (quick ? 5 : 15); round++) {
                try (Router router = Router.start(who, lab.directory(), lab.left(), CONFIGURATION)) {
                    var first = Experiment.await(
                            capture, router, router.started(), Duration.ofSeconds(20), Experiment::advert);
                    spans.add(Experiment.milliseconds(router.started(), first.at()));
                }
            }
        }
        figures.put(who, "start to first advert, p50, ms", "", Experiment.median(spans));
        figures.put(who, "start to first advert, slowest, ms", "", Experiment.largest(spans));
    }
}
