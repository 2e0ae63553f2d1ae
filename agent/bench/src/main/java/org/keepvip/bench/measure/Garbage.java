package org.keepvip.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.keepvip.bench.lab.Lab;
import org.keepvip.bench.router.Implementation;
import org.keepvip.bench.router.Router;
import org.keepvip.bench.wire.Capture;

/** What a MASTER of 255 virtual routers at 100 ms leaves to the garbage collector, by the JVM's own log. keepalived has none. */
final class Garbage implements Experiment {
    private static final int INSTANCES = 255;
    private static final Pattern COLLECTION = Pattern.compile("DefNew: (\\d+)K\\(\\d+K\\)->(\\d+)K");

    @Override
    public String title() {
        return "garbage";
    }

    @Override
    public void run(Implementation who, Figures figures, boolean quick) {
        if (who != Implementation.KEEPVIP) {
            return;
        }
        Duration span = Duration.ofSeconds(quick ? 20 : 60);
        try (Lab lab = Lab.open();
                Capture clock = Capture.on(lab.bridge(), "br0")) {
            Path log = lab.directory().resolve("gc.log");
            Map<String, String> options = Map.of("KEEPVIP_JAVA_OPTS", "-Xlog:gc+heap:file=" + log);
            try (Router router = Router.start(who, lab.directory(), lab.left(), configuration(), options)) {
                Experiment.await(clock, router, router.started(), Duration.ofSeconds(20), Experiment::advert);
                clock.watch(Duration.ofSeconds(5));
                long before = allocated(log);
                clock.watch(span);
                double kilobytes = (double) allocated(log) - before;
                double adverts = INSTANCES * 10.0 * span.toSeconds();
                figures.put(
                        who, "garbage, whole process, 255 instances at 100 ms, KB/s", "", kilobytes / span.toSeconds());
                figures.put(who, "garbage per advert, bytes", "0", kilobytes * 1024 / adverts);
            }
        }
    }

    /** Kilobytes allocated up to the last collection: each began with what the one before left and what came since. */
    private static long allocated(Path log) {
        long sum = 0;
        long left = 0;
        try (Stream<String> lines = Files.lines(log)) {
            for (String line : lines.toList()) {
                Matcher matcher = COLLECTION.matcher(line);
                if (matcher.find()) {
                    sum += Long.parseLong(matcher.group(1)) - left;
                    left = Long.parseLong(matcher.group(2));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sum;
    }

    private static String configuration() {
        StringBuilder text = new StringBuilder();
        for (int vrid = 1; vrid <= INSTANCES; vrid++) {
            text.append("""
                    vrrp_instance V%d {
                        state BACKUP
                        interface eth0
                        virtual_router_id %d
                        priority 200
                        version 3
                        advert_int 0.1
                        virtual_ipaddress {
                            10.101.1.%d/32
                        }
                    }
                    """.formatted(vrid, vrid, vrid));
        }
        return text.toString();
    }
}
