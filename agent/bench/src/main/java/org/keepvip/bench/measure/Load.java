package org.keepvip.bench.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.keepvip.bench.lab.Command;
import org.keepvip.bench.lab.Lab;
import org.keepvip.bench.lab.LabException;
import org.keepvip.bench.lab.Node;
import org.keepvip.bench.router.Implementation;
import org.keepvip.bench.router.Router;
import org.keepvip.bench.wire.Capture;

/** What many virtual routers cost, as MASTER and as BACKUP. The pair is joined by links of its own, 250 virtual routers on each. */
final class Load implements Experiment {
    private static final int PER_LINK = 250;

    private final int instances;
    private final Duration interval;
    private final String masterGoal;
    private final String backupGoal;

    Load(int instances, Duration interval, String masterGoal, String backupGoal) {
        this.instances = instances;
        this.interval = interval;
        this.masterGoal = masterGoal;
        this.backupGoal = backupGoal;
    }

    @Override
    public String title() {
        return instances + " instances at " + interval.toMillis() + " ms";
    }

    @Override
    public void run(Implementation who, Figures figures, boolean quick) {
        Duration span = Duration.ofSeconds(quick ? 5 : 20);
        try (Lab lab = Lab.open();
                Capture clock = Capture.on(lab.bridge(), "br0")) {
            int links = (instances + PER_LINK - 1) / PER_LINK;
            join(lab, links);
            try (Router master = Router.start(who, lab.directory(), lab.left(), configuration(200))) {
                awaitAll(clock, lab.left(), links, master);
                try (Router backup = Router.start(who, lab.directory(), lab.right(), configuration(100))) {
                    clock.watch(Duration.ofSeconds(quick ? 4 : 8));
                    measure(who, figures, span, clock, lab, links, master, backup);
                }
            }
        }
    }

    private void measure(
            Implementation who,
            Figures figures,
            Duration span,
            Capture clock,
            Lab lab,
            int links,
            Router master,
            Router backup) {
        long before = sent(lab.left(), links);
        long backupBefore = sent(lab.right(), links);
        long masterCpu = Usage.cpu(master);
        long backupCpu = Usage.cpu(backup);
        long begin = System.nanoTime();
        clock.watch(span);
        double nanos = System.nanoTime() - begin;
        double masterShare = 100 * (Usage.cpu(master) - masterCpu) / nanos;
        double backupShare = 100 * (Usage.cpu(backup) - backupCpu) / nanos;
        double wanted = instances * nanos / interval.toNanos();
        String of = title();
        figures.put(who, of + ": MASTER, % of a core", masterGoal, masterShare);
        figures.put(who, of + ": BACKUP, % of a core", backupGoal, backupShare);
        figures.put(
                who,
                of + ": adverts short of what is due, %",
                "",
                100 * (1 - (sent(lab.left(), links) - before) / wanted));
        figures.put(who, of + ": adverts of the BACKUP", "0", (double) sent(lab.right(), links) - backupBefore);
        figures.put(who, of + ": MASTER, PSS, MB", instances == 1 ? "≤ 60 MB" : "", Usage.memory(master));
    }

    private static void join(Lab lab, int links) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < links; i++) {
            lines.add("link add x%d netns %s type veth peer name x%d netns %s"
                    .formatted(i, lab.left().namespace(), i, lab.right().namespace()));
        }
        Command.of("ip", "-batch", "-").output(String.join("\n", lines) + "\n");
        for (Node node : List.of(lab.left(), lab.right())) {
            List<String> own = new ArrayList<>();
            for (int i = 0; i < links; i++) {
                own.add("addr add 10.%d.0.%d/16 dev x%d".formatted(101 + i, node.number(), i));
                own.add("link set x%d addrgenmode none up".formatted(i));
            }
            Command.of("ip", "-n", node.namespace(), "-batch", "-").output(String.join("\n", own) + "\n");
        }
    }

    /** Until every virtual router is MASTER: the kernel has all their addresses. */
    private void awaitAll(Capture clock, Node node, int links, Router router) {
        int own = node.addresses().size();
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (node.addresses().size() < instances + links) {
            if (System.nanoTime() > end) {
                throw new LabException("%s holds %d of %d addresses after a minute (%d before):%n%s"
                        .formatted(router.implementation(), node.addresses().size(), instances, own, router.logTail()));
            }
            clock.watch(Duration.ofMillis(300));
        }
    }

    private static long sent(Node node, int links) {
        long packets = 0;
        for (int i = 0; i < links; i++) {
            packets += Long.parseLong(Command.of("cat", "/sys/class/net/x" + i + "/statistics/tx_packets")
                    .in(node.namespace())
                    .output()
                    .strip());
        }
        return packets;
    }

    private String configuration(int priority) {
        StringBuilder text = new StringBuilder("global_defs {\n    vrrp_garp_master_delay 0\n");
        text.append("    vrrp_garp_master_repeat 1\n    vrrp_garp_lower_prio_repeat 0\n}\n");
        for (int i = 0; i < instances; i++) {
            int link = i / PER_LINK;
            int vrid = i % PER_LINK + 1;
            text.append("""
                    vrrp_instance V%d {
                        state BACKUP
                        interface x%d
                        virtual_router_id %d
                        priority %d
                        version 3
                        advert_int %s
                        virtual_ipaddress {
                            10.%d.1.%d/32
                        }
                    }
                    """.formatted(i, link, vrid, priority, interval.toMillis() / 1000.0, 101 + link, vrid));
        }
        return text.toString();
    }
}
