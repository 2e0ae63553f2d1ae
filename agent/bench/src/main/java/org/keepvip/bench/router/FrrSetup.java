package org.keepvip.bench.router;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.keepvip.bench.lab.Command;
import org.keepvip.bench.lab.LabException;
import org.keepvip.bench.lab.Node;

/**
 * What FRR's vrrpd needs before it can speak: a macvlan device with the virtual router's hardware address that already holds the virtual
 * addresses (FRR user guide, "VRRP"), and a zebra.
 */
final class FrrSetup {
    private static final String DEVICE = "vrrp-" + Setup.VRID;

    private FrrSetup() {}

    /** Makes the macvlan device, unless an earlier start on this node did. */
    static void prepare(Node node, Setup setup) {
        if (Command.of("ip", "-n", node.namespace(), "-br", "link").output().contains(DEVICE)) {
            return;
        }
        String family = setup.protocol().ipv6() ? "02" : "01";
        String mac = "00:00:5e:00:" + family + ":" + HexFormat.of().toHexDigits((byte) Setup.VRID);
        List<String> lines = new ArrayList<>();
        lines.add("link add %s link eth0 type macvlan mode bridge".formatted(DEVICE));
        lines.add("link set %s addrgenmode none address %s".formatted(DEVICE, mac));
        setup.protocol()
                .vips()
                .forEach(vip -> lines.add("addr add %s dev %s%s"
                        .formatted(vip, DEVICE, setup.protocol().ipv6() ? " nodad" : "")));
        lines.add("link set %s up".formatted(DEVICE));
        Command.of("ip", "-n", node.namespace(), "-batch", "-").output(String.join("\n", lines) + "\n");
    }

    /** The setup in vrrpd's language. */
    static String configuration(Setup setup) {
        int vrid = Setup.VRID;
        List<String> lines = new ArrayList<>();
        lines.add("interface eth0");
        lines.add(" vrrp %d version %d".formatted(vrid, setup.protocol().version()));
        lines.add(" vrrp %d priority %d".formatted(vrid, setup.priority()));
        lines.add(" vrrp %d advertisement-interval %d"
                .formatted(vrid, setup.interval().toMillis()));
        if (!setup.preempt()) {
            lines.add(" no vrrp %d preempt".formatted(vrid));
        }
        setup.protocol()
                .vips()
                .forEach(vip -> lines.add(" vrrp %d %s %s"
                        .formatted(vrid, setup.protocol().ipv6() ? "ipv6" : "ip", vip.substring(0, vip.indexOf('/')))));
        return String.join("\n", lines) + "\n";
    }

    /** FRR's daemons drop to the user frr, who must be able to write here. */
    static void give(Path directory, Path home) {
        Command.of("chown", "-R", "frr:frr", home.toString()).output();
        Command.of("chmod", "o+x", directory.toString()).output();
    }

    /** Waits for zebra's socket: vrrpd tries once and then not again for ten seconds. */
    static void awaitZebra(Path home, Process zebra) {
        long end = System.nanoTime() + 5_000_000_000L;
        while (!Files.exists(home.resolve("zserv.api"))) {
            if (!zebra.isAlive() || System.nanoTime() > end) {
                throw new LabException("zebra opened no socket in " + home);
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    /** One of FRR's daemons with all its paths in one directory. */
    static Command daemon(String name, Path home, Path configuration) {
        return Command.of(
                "/usr/lib/frr/" + name,
                "-f",
                configuration.toString(),
                "-i",
                home.resolve(name + ".pid").toString(),
                "-z",
                home.resolve("zserv.api").toString(),
                "--vty_socket",
                home.toString(),
                "-P",
                "0",
                "--log",
                "stdout");
    }
}
