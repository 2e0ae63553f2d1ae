package org.keepvip.daemon.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.keepvip.conf.reading.Machine;
import org.keepvip.daemon.configuration.ConfigurationFile;
import org.keepvip.daemon.journal.Recording;
import org.keepvip.vrrp.StaticHolding;

/** An agent that keeps static addresses, routes and rules, which others take off. */
@NeedsRoot
@Timeout(90)
class StaticItemsTest {
    private static final String VIP = "10.99.0.100/24";
    private static final String ADDRESS = "10.99.0.50/24";

    @TempDir
    Path folder;

    private final Pair pair = new Pair();
    private final List<String> bugs = new CopyOnWriteArrayList<>();
    private final Recording log = new Recording();

    @AfterEach
    void clean() {
        pair.close();
        assertEquals(List.of(), bugs);
    }

    private Host start() throws Exception {
        Path file = folder.resolve("keepvip.conf");
        Files.writeString(file, """
                track_group G {
                    group {
                        VI
                    }
                }
                static_ipaddress {
                    %s dev eth0
                }
                static_routes {
                    10.200.0.0/16 via 10.99.0.2 dev eth0
                    10.201.0.0/16 via 10.99.0.2 dev eth0 track_group G
                }
                static_rules {
                    from 10.5.0.0/16 table 77 priority 77
                }
                vrrp_instance VI {
                    interface eth0
                    virtual_router_id 51
                    version 3
                    priority 150
                    advert_int 0.1
                    virtual_ipaddress {
                        %s
                    }
                }
                """.formatted(ADDRESS, VIP));
        ConfigurationFile.Outcome read = new ConfigurationFile(file, Optional.empty(), false).readFor(Machine.UNKNOWN);
        Host host = Host.start(
                read.routers(),
                read.configuration().globals().scheduling(),
                Optional.of(pair.left()),
                false,
                log.journal(),
                _ -> _ -> {},
                bugs::addAll);
        host.keep(StaticHolding.of(read.configuration()));
        return host;
    }

    private String left(String... arguments) {
        return Pair.ip(concat(List.of("-n", pair.left()), arguments));
    }

    private static String[] concat(List<String> first, String... rest) {
        return Stream.concat(first.stream(), List.of(rest).stream()).toArray(String[]::new);
    }

    private boolean hasAddress(String address) {
        return Pair.has(pair.left(), address);
    }

    private boolean hasRoute(String route) {
        return left("route", "show").contains(route);
    }

    private boolean hasRule() {
        return left("rule", "show").contains("77:\tfrom 10.5.0.0/16 lookup 77");
    }

    private boolean hasAll() {
        return hasAddress(ADDRESS) && hasRoute("10.200.0.0/16") && hasRoute("10.201.0.0/16") && hasRule();
    }

    private String story() {
        return log.lines().toString();
    }

    @Test
    void whatOthersTakeOffIsPutBackAndIsGoneAtTheEnd() throws Exception {
        Host host = start();
        Pair.until(this::hasAll, this::story);
        left("address", "delete", ADDRESS, "dev", "eth0");
        left("rule", "delete", "priority", "77");
        left("route", "delete", "10.200.0.0/16");
        Pair.until(
                () -> log.lines().stream()
                                .filter(line -> line.contains("Netlink reflector reports static"))
                                .count()
                        >= 3,
                this::story);
        Pair.until(this::hasAll, this::story);
        host.release(false);
        host.end();
        assertFalse(hasAddress(ADDRESS), this::story);
        assertFalse(hasRoute("10.200.0.0/16") || hasRoute("10.201.0.0/16"), this::story);
        assertFalse(hasRule(), this::story);
    }

    @Test
    void whatTheKernelTookOffWithTheLinkIsPutBack() throws Exception {
        Host host = start();
        try {
            Pair.until(() -> hasAll() && hasAddress(VIP), this::story);
            left("link", "set", "eth0", "down");
            Pair.until(() -> !hasAddress(VIP), this::story);
            left("link", "set", "eth0", "up");
            Pair.until(() -> hasAll() && hasAddress(VIP), this::story);
        } finally {
            host.release(false);
            host.end();
        }
    }

    @Test
    void theTrackGroupIsInFaultWhileItsRouteIsMissing() throws Exception {
        Host host = start();
        try {
            Pair.until(() -> hasAll() && hasAddress(VIP), this::story);
            left("route", "delete", "10.201.0.0/16");
            Pair.until(() -> !hasAddress(VIP), this::story);
            assertFalse(hasRoute("10.201.0.0/16"), this::story);
            assertFalse(story().contains("is there again"), this::story);
            left("route", "add", "10.201.0.0/16", "via", "10.99.0.2", "dev", "eth0", "proto", "keepalived");
            Pair.until(() -> hasAddress(VIP), this::story);
        } finally {
            host.release(false);
            host.end();
        }
    }
}
