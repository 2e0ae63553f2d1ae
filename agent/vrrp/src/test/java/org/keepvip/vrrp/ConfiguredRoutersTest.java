package org.keepvip.vrrp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.address.Prefix;
import org.keepvip.conf.language.ConfReader;
import org.keepvip.conf.language.SourceFiles;
import org.keepvip.conf.language.Surroundings;
import org.keepvip.conf.reading.ConfigurationReader;
import org.keepvip.vrrp.packet.Authentication;
import org.keepvip.vrrp.packet.ChecksumForm;
import org.keepvip.vrrp.packet.Priority;
import org.keepvip.vrrp.packet.Secret;
import org.keepvip.vrrp.packet.Version;
import org.keepvip.vrrp.packet.Vrid;

class ConfiguredRoutersTest {
    @Test
    void aTutorialsInstance() {
        List<Settings> routers = routers("""
                global_defs {
                    router_id LVS_DEVEL
                    vrrp_skip_check_adv_addr
                    vrrp_garp_interval 0.001
                }
                vrrp_instance VI_1 {
                    state MASTER
                    interface eth0
                    virtual_router_id 51
                    priority 100
                    advert_int 1
                    authentication {
                        auth_type PASS
                        auth_pass 1111
                    }
                    virtual_ipaddress {
                        192.168.200.16/24 dev eth0 label eth0:1
                        192.168.200.17
                    }
                    track_interface {
                        eth0
                        eth1 weight -20
                    }
                }
                """);
        Vip labelled = new Vip(
                new Prefix(IpAddress.literal("192.168.200.16"), 24),
                "eth0",
                Optional.empty(),
                Optional.of("eth0:1"),
                0,
                Optional.empty(),
                Set.of(),
                false,
                true);
        Settings expected = new Settings(
                "VI_1",
                Optional.of("eth0"),
                new Vrid(51),
                Family.IPV4,
                new Settings.Wire(
                        Version.V2,
                        new Authentication.Password(Secret.of("1111")),
                        ChecksumForm.PSEUDO_HEADER,
                        new Settings.Transport.Multicast(IpAddress.literal("224.0.0.18")),
                        Optional.empty(),
                        Optional.of(255)),
                new Settings.Election(
                        new Priority(100), Duration.ofSeconds(1), 3, true, Duration.ZERO, true, false, Duration.ZERO),
                new Settings.Reception(false, true, false),
                new Settings.Addresses(
                        List.of(labelled, Vip.of(Prefix.host(IpAddress.literal("192.168.200.17")), "eth0")),
                        List.of(),
                        false,
                        false),
                new Settings.Announcing(
                        5,
                        Duration.ofSeconds(5),
                        Duration.ZERO,
                        1,
                        Duration.ofSeconds(5),
                        5,
                        Duration.ofMillis(1),
                        Duration.ZERO),
                new Settings.Tracking(
                        true,
                        false,
                        List.of(
                                new Settings.TrackedInterface("eth0", 0, false),
                                new Settings.TrackedInterface("eth1", -20, false))),
                List.of());
        assertEquals(List.of(expected), routers);
    }

    private static List<Settings> routers(String text) {
        SourceFiles files = new SourceFiles() {
            @Override
            public Content read(String name) {
                return new Content.Text(text);
            }

            @Override
            public List<String> glob(String pattern) {
                return List.of(pattern);
            }

            @Override
            public Optional<String> home(String user) {
                return Optional.empty();
            }
        };
        return ConfiguredRouters.of(
                ConfigurationReader.read(ConfReader.read("keepalived.conf", files, Surroundings.of("node")))
                        .configuration());
    }
}
