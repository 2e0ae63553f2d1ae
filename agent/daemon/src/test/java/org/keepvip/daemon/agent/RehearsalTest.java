package org.keepvip.daemon.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keepvip.conf.reading.Machine;
import org.keepvip.daemon.configuration.ConfigurationFile;
import org.keepvip.vrrp.Settings;
import org.keepvip.vrrp.State;
import org.keepvip.vrrp.Statistic;

class RehearsalTest {
    @TempDir
    Path folder;

    private List<Settings> routers() throws IOException {
        Path file = folder.resolve("keepvip.conf");
        Files.writeString(file, """
                vrrp_instance A {
                    interface eth0
                    virtual_router_id 51
                    priority 100
                    authentication {
                        auth_type AH
                        auth_pass s3cret
                    }
                    virtual_ipaddress {
                        10.99.0.100/24
                    }
                }
                vrrp_instance B {
                    interface eth0
                    virtual_router_id 52
                    priority 255
                    version 3
                    advert_int 0.1
                    virtual_ipaddress {
                        fe80::100
                        2001:db8::100/64
                    }
                }
                vrrp_instance C {
                    interface eth0
                    virtual_router_id 53
                    version 3
                    unicast_src_ip 10.9.0.1
                    unicast_peer {
                        10.9.0.2
                        10.9.0.3
                    }
                    virtual_ipaddress {
                        10.99.0.101/24
                    }
                    virtual_ipaddress_excluded {
                        2001:db8::101/64
                    }
                }
                """);
        return new ConfigurationFile(file, Optional.empty(), false)
                .readFor(Machine.UNKNOWN)
                .routers();
    }

    @Test
    void everyKindOfRouterTakesOverYieldsAndEnds() throws IOException {
        for (Settings settings : routers()) {
            Rehearsal rehearsal = Rehearsal.of(settings);
            State end = rehearsal.play();
            assertEquals("INIT", Chronicle.name(end.role()), settings.name());
            assertTrue(end.holdings().present().isEmpty(), settings.name());
            assertEquals(2, rehearsal.counters().of(Statistic.BECAME_MASTER), settings.name());
        }
    }

    @Test
    void nothingIsOpenedForIt() throws IOException {
        List<Settings> routers = routers();
        Rehearsal.play(routers);
        List<String> before = descriptors();
        Rehearsal.play(routers);
        assertEquals(before, descriptors());
    }

    private static List<String> descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.map(RehearsalTest::target)
                    .filter(target -> target.startsWith("socket:") || target.startsWith("anon_inode:"))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException gone) {
            return "";
        }
    }
}
