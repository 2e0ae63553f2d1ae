package org.keepvip.bench.matrix;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keepvip.bench.lab.Command;
import org.keepvip.bench.lab.Lab;
import org.keepvip.bench.lab.Node;
import org.keepvip.bench.router.Implementation;
import org.keepvip.bench.router.Router;

/** Two instances of one sync group on two links: whichever cable is pulled, both addresses move, and both come back. */
@Tag("root")
@ExtendWith(RootCondition.class)
class SyncGroupTest {
    private static final String ON_FIRST = "10.99.0.100";
    private static final String ON_SECOND = "10.98.0.100";
    /** A down interval is below 4 s; the machine may be busy. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String CONF = """
            vrrp_sync_group G {
                group {
                    FIRST
                    SECOND
                }
            }
            vrrp_instance FIRST {
                state BACKUP
                interface eth0
                virtual_router_id 51
                priority @PRIORITY@
                virtual_ipaddress {
                    10.99.0.100/24
                }
            }
            vrrp_instance SECOND {
                state BACKUP
                interface eth1
                virtual_router_id 52
                priority @PRIORITY@
                virtual_ipaddress {
                    10.98.0.100/24
                }
            }
            """;

    @ParameterizedTest(name = "{0} with {1}")
    @CsvSource({"KEEPVIP, KEEPALIVED", "KEEPALIVED, KEEPVIP", "KEEPVIP, KEEPVIP"})
    void bothMoveWhicheverCableIsPulled(Implementation left, Implementation right) {
        try (Lab lab = Lab.open()) {
            secondLink(lab);
            try (Router better = Router.start(left, lab.directory(), lab.left(), conf(150));
                    Router lesser = Router.start(right, lab.directory(), lab.right(), conf(100))) {
                List<Router> routers = List.of(better, lesser);
                await(lab.left(), lab.right(), "at the start", routers);
                lab.left().pullTrackedCable();
                await(lab.right(), lab.left(), "with the second cable pulled", routers);
                lab.left().plugTrackedCable();
                await(lab.left(), lab.right(), "with the second cable plugged in again", routers);
                lab.left().pullCable();
                await(lab.right(), lab.left(), "with the first cable pulled", routers);
                lab.left().plugCable();
                await(lab.left(), lab.right(), "with the first cable plugged in again", routers);
                better.terminate();
                await(lab.right(), lab.left(), "after the better one's end", routers);
            }
        }
    }

    /** The second interfaces of both nodes lead to a switch of their own. */
    private static void secondLink(Lab lab) {
        ip("-n", lab.bridge(), "link", "add", "br1", "type", "bridge", "mcast_snooping", "0", "forward_delay", "0");
        ip("-n", lab.bridge(), "link", "set", "br1", "up");
        for (Node node : List.of(lab.left(), lab.right())) {
            ip("-n", lab.bridge(), "link", "set", "t" + node.number(), "master", "br1");
            ip("-n", node.namespace(), "address", "add", "10.98.0." + node.number() + "/24", "dev", "eth1");
        }
    }

    private static void ip(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "ip";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Command.of(command).output();
    }

    private static void await(Node holder, Node other, String when, List<Router> routers) {
        Instant end = Instant.now().plus(PATIENCE);
        List<String> here = List.of();
        List<String> there = List.of();
        while (Instant.now().isBefore(end)) {
            here = holder.addresses();
            there = other.addresses();
            if (here.contains(ON_FIRST)
                    && here.contains(ON_SECOND)
                    && !there.contains(ON_FIRST)
                    && !there.contains(ON_SECOND)) {
                return;
            }
        }
        fail(when + " " + holder.name() + " has " + here + ", " + other.name() + " has " + there + "\n"
                + routers.getFirst().logTail() + "\n" + routers.getLast().logTail());
    }

    private static String conf(int priority) {
        return CONF.replace("@PRIORITY@", Integer.toString(priority));
    }
}
