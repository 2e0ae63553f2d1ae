package org.keepvip.bench.router;

import java.math.BigDecimal;
import java.util.stream.Collectors;
import org.keepvip.bench.lab.Node;

/** A setup in keepalived.conf's language, which keepalived and KeepVIP both read. */
public final class KeepalivedConf {
    private KeepalivedConf() {}

    /**
     * The whole file for a node. Both daemons run at the highest priority below real time, so that cells side by side on a small machine measure the routers
     * and not the scheduler.
     */
    public static String of(Setup setup, Node self, Node peer) {
        return """
                global_defs {
                    router_id %s
                    vrrp_priority -20
                }

                """.formatted(self.name()) + instance(setup, self, peer);
    }

    private static String instance(Setup setup, Node self, Node peer) {
        Protocol protocol = setup.protocol();
        StringBuilder text = new StringBuilder();
        text.append("vrrp_instance VI_1 {\n");
        line(text, "state BACKUP");
        line(text, "interface eth0");
        line(text, "virtual_router_id " + Setup.VRID);
        line(text, "priority " + setup.priority());
        line(text, "version " + protocol.version());
        line(text, "advert_int " + seconds(setup));
        if (!setup.preempt()) {
            line(text, "nopreempt");
        }
        if (protocol.authenticated()) {
            line(text, "authentication {");
            line(text, "    auth_type " + protocol.authentication());
            line(text, "    auth_pass s3cr3t");
            line(text, "}");
        }
        if (setup.transport() == Transport.UNICAST) {
            line(text, "unicast_src_ip " + protocol.unicastAddress(self));
            line(text, "unicast_peer {");
            line(text, "    " + protocol.unicastAddress(peer));
            line(text, "}");
        }
        if (setup.tracked()) {
            line(text, "track_interface {");
            line(text, "    eth1");
            line(text, "}");
        }
        line(text, "virtual_ipaddress {");
        text.append(protocol.vips().stream()
                .map(vip -> "        " + vip + " dev eth0\n")
                .collect(Collectors.joining()));
        line(text, "}");
        return text.append("}\n").toString();
    }

    private static void line(StringBuilder text, String line) {
        text.append("    ").append(line).append('\n');
    }

    private static String seconds(Setup setup) {
        return BigDecimal.valueOf(setup.interval().toMillis(), 3)
                .stripTrailingZeros()
                .toPlainString();
    }
}
