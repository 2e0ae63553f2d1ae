package org.keepvip.vrrp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
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
import org.keepvip.vrrp.packet.MacAddress;
import org.keepvip.vrrp.packet.Priority;
import org.keepvip.vrrp.packet.Secret;
import org.keepvip.vrrp.packet.SigningKey;
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
                Settings.Interfaces.DEVICE,
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
                new Settings.Reception(false, true, false, false),
                new Settings.Addresses(
                        List.of(labelled, Vip.of(Prefix.host(IpAddress.literal("192.168.200.17")), "eth0")),
                        List.of(),
                        false,
                        false,
                        true),
                Settings.Routing.NONE,
                new Settings.Announcing(
                        5,
                        Duration.ofSeconds(5),
                        Duration.ZERO,
                        1,
                        Duration.ofSeconds(5),
                        5,
                        Duration.ofMillis(1),
                        Duration.ZERO,
                        Settings.Elsewhere.NONE),
                new Settings.Tracking(
                        true,
                        false,
                        List.of(new Settings.TrackedInterface("eth1", -20, false)),
                        List.of(),
                        Settings.Membership.NONE),
                List.of());
        assertEquals(List.of(expected), routers);
    }

    private static Settings signed(String... lines) {
        return routers("""
                vrrp_instance VI {
                    interface eth0
                    virtual_router_id 51
                    version 2
                    advert_int 2
                    authentication {
                        auth_type PASS
                        auth_pass 1111
                    }
                    virtual_ipaddress {
                        10.99.0.100
                    }
                    auth_hmac {
                        %s
                    }
                }
                """.formatted(String.join("\n", lines))).getFirst();
    }

    /** In either version, and authentication is off then. */
    @Test
    void signatures() {
        String first = "key 1 0123456789abcdef0123456789abcdef";
        String second = "key 2 hex:" + "0a".repeat(64);
        SigningKey one = new SigningKey(1, "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
        byte[] octets = new byte[64];
        Arrays.fill(octets, (byte) 10);
        SigningKey two = new SigningKey(2, octets);
        assertEquals(
                new Authentication.Signed(
                        List.of(one, two),
                        Optional.of(two),
                        Authentication.Mode.ENFORCE,
                        Authentication.AntiReplay.TIME,
                        Duration.ofSeconds(6)),
                signed(first, second, "active_key 2").wire().authentication());
        assertEquals(
                new Authentication.Signed(
                        List.of(one),
                        Optional.of(one),
                        Authentication.Mode.RECEIVE_ONLY,
                        Authentication.AntiReplay.MONOTONIC,
                        Duration.ofSeconds(10)),
                signed(first, "active_key 1", "mode receive-only", "anti_replay monotonic", "time_window 10")
                        .wire()
                        .authentication());
    }

    /** Unsigned among routers that sign, it would be a second MASTER. */
    @Test
    void withoutItsKeyARouterStaysInFault() {
        Settings settings = signed("key 1 0123456789abcdef0123456789abcdef", "active_key 2");
        assertTrue(VirtualRouter.initial().surroundings().faults(settings).contains(new FaultReason.NoActiveKey()));
    }

    @Test
    void unicastNamesItsPeersAndTheirDistance() {
        Settings router = router("""
                unicast_src_ip 192.0.2.1
                unicast_ttl 64
                unicast_peer {
                    192.0.2.2
                    192.0.2.3 min_ttl 63 max_ttl 64
                }
                version 3
                old_unicast_checksum
                """, "192.0.2.10/24");
        assertEquals(
                new Settings.Transport.Unicast(List.of(
                        new Settings.Peer(IpAddress.literal("192.0.2.2"), 0, 255),
                        new Settings.Peer(IpAddress.literal("192.0.2.3"), 63, 64))),
                router.wire().transport());
        assertEquals(Optional.of(IpAddress.literal("192.0.2.1")), router.wire().source());
        assertEquals(Optional.of(64), router.wire().ttl());
        assertEquals(ChecksumForm.GROUP_PSEUDO_HEADER, router.wire().checksumForm());
        assertEquals(new Settings.Reception(false, false, true, false), router.reception());
    }

    @Test
    void anIpv6RouterSpeaksVersion3WithTheKernelsHopLimitToPeers() {
        Settings multicast = router("", "fe80::10/64");
        assertEquals(Family.IPV6, multicast.family());
        assertEquals(Version.V3, multicast.wire().version());
        assertEquals(
                new Settings.Transport.Multicast(IpAddress.literal("ff02::12")),
                multicast.wire().transport());
        assertEquals(Optional.of(255), multicast.wire().ttl());
        Settings unicast = router("unicast_peer {\n2001:db8::2\n}", "fe80::10/64");
        assertEquals(Optional.empty(), unicast.wire().ttl());
    }

    @Test
    void addressesBecomeWhatTheKernelTakes() {
        List<Vip> vips = router("", "fe80::10/64\n2001:db8::1 home mngtmpaddr autojoin noprefixroute -nodad")
                .addresses()
                .advertised();
        assertEquals(Set.of(Vip.Flag.NODAD), vips.get(0).flags());
        assertEquals(
                Set.of(Vip.Flag.HOMEADDRESS, Vip.Flag.MANAGETEMPADDR, Vip.Flag.MCAUTOJOIN, Vip.Flag.NOPREFIXROUTE),
                vips.get(1).flags());
        assertEquals(List.of(false, true), vips.stream().map(Vip::deprecated).toList());
    }

    @Test
    void broadcastsAreTheHostBitsOfTheirPrefix() {
        List<Vip> vips = router("", """
                        192.0.2.10/26 brd +
                        192.0.2.11/26 brd -
                        192.0.2.12/26 brd 192.0.2.255 scope link peer 198.51.100.1 no_track dev eth9
                        10.9.8.7/13 brd +
                        """).addresses().advertised();
        assertEquals(
                List.of("192.0.2.63", "192.0.2.0", "192.0.2.255", "10.15.255.255"),
                vips.stream()
                        .map(vip -> vip.broadcast().orElseThrow().toString())
                        .toList());
        Vip full = vips.get(2);
        assertEquals("eth9", full.device());
        assertEquals(253, full.scope());
        assertEquals(Optional.of(Prefix.host(IpAddress.literal("198.51.100.1"))), full.peer());
        assertEquals(false, full.tracked());
    }

    @Test
    void electionAndAnnouncingFollowTheFile() {
        Settings router = router("""
                version 3
                priority 150
                advert_int 0.1
                down_timer_adverts 5
                nopreempt
                lower_prio_no_advert
                higher_prio_send_advert
                v3_checksum_as_v2
                garp_master_delay 1
                garp_master_repeat 2
                garp_master_refresh 3
                garp_master_refresh_repeat 4
                garp_lower_prio_delay 6
                garp_lower_prio_repeat 7
                dont_track_primary
                track_src_ip
                promote_secondaries
                use_vmac
                """, "192.0.2.10/24");
        assertEquals(
                new Settings.Election(
                        new Priority(150), Duration.ofMillis(100), 5, false, Duration.ZERO, false, true, Duration.ZERO),
                router.election());
        assertEquals(ChecksumForm.MESSAGE_ONLY, router.wire().checksumForm());
        assertEquals(
                new Settings.Announcing(
                        2,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(3),
                        4,
                        Duration.ofSeconds(6),
                        7,
                        Duration.ZERO,
                        Duration.ZERO,
                        Settings.Elsewhere.NONE),
                router.announcing());
        assertEquals(
                new Settings.Tracking(false, true, List.of(), List.of(), Settings.Membership.NONE), router.tracking());
        assertEquals(true, router.addresses().promoteSecondaries());
        assertEquals(Optional.of("vrrp.51"), router.interfaces().own().map(VirtualInterface::name));
        assertEquals(List.of(), router.notServed());
    }

    @Test
    void aVirtualMacIsMadeWhereItIsAskedFor() {
        Settings router = router(
                "use_vmac\nuse_vmac_addr\nversion 3\nno_accept",
                "192.0.2.10/24\n192.0.2.11/24 dev eth1\n192.0.2.12/24 dev eth1\n192.0.2.13/24 dev eth0");
        VirtualInterface own = new VirtualInterface(
                "vrrp.51", "eth0", new VirtualInterface.Macvlan(new MacAddress(0x0000_5E00_0133L)), false);
        VirtualInterface other = new VirtualInterface(
                "vrrp1.51", "eth1", new VirtualInterface.Macvlan(new MacAddress(0x0000_5E00_0133L)), false);
        assertEquals(
                new Settings.Interfaces(
                        Optional.of(own), false, List.of(other), Optional.empty(), true, Settings.Filter.STANDARD),
                router.interfaces());
        assertEquals(
                List.of("vrrp.51", "vrrp1.51", "vrrp1.51", "vrrp.51"),
                router.addresses().all().stream().map(Vip::device).toList());
        assertEquals(Optional.of("vrrp.51"), router.receivesOn());
        assertEquals(Optional.of("vrrp.51"), router.sendsOn());
        assertEquals(Optional.of("eth0"), router.sourceDevice());
        assertEquals(false, router.addresses().accept());
    }

    @Test
    void theAddressesAskForThemselvesAndForTheOtherFamily() {
        Settings router = router("use_vmac foo 02:00:00:00:00:09\nvmac_xmit_base", """
                192.0.2.10/24
                192.0.2.11/24 dev eth1 use_vmac
                }
                virtual_ipaddress_excluded {
                2001:db8::1/64 use_vmac
                2001:db8:1::1/64
                """);
        assertEquals(
                List.of("foo", "vrrp.51", "vrrp6.51"),
                router.interfaces().virtual().stream()
                        .map(VirtualInterface::name)
                        .toList());
        assertEquals(
                List.of(new MacAddress(0x0200_0000_0009L), new MacAddress(0x5E00_0133L), new MacAddress(0x5E00_0233L)),
                router.interfaces().virtual().stream()
                        .map(one -> ((VirtualInterface.Macvlan) one.form()).address())
                        .toList());
        assertEquals(
                List.of("foo", "vrrp.51", "vrrp6.51", "foo"),
                router.addresses().all().stream().map(Vip::device).toList());
        assertEquals(Optional.of("foo"), router.receivesOn());
        assertEquals(Optional.of("eth0"), router.sendsOn());
    }

    @Test
    void namesThatAreWrittenComeBeforeThoseThatAreMade() {
        String instance = """
                vrrp_instance VI_%s {
                    interface %s
                    virtual_router_id 51
                    use_vmac %s
                    virtual_ipaddress {
                        %s
                    }
                }
                """;
        List<Settings> routers = routers(instance.formatted("1", "eth0", "", "192.0.2.1/24")
                + instance.formatted("2", "eth0", "", "2001:db8::1/64")
                + instance.formatted("3", "eth1", "", "192.0.2.3/24")
                + instance.formatted("4", "eth2", "vrrp.51", "192.0.2.4/24"));
        assertEquals(
                List.of("vrrp1.51", "vrrp6.51", "vrrp2.51", "vrrp.51"),
                routers.stream()
                        .map(router -> router.interfaces().own().orElseThrow().name())
                        .toList());
    }

    @Test
    void authenticationHeaderTakesTheSecret() {
        assertEquals(
                new Authentication.AuthenticationHeader(Secret.of("12345678")),
                router("authentication {\nauth_type AH\nauth_pass 123456789\n}", "192.0.2.10/24")
                        .wire()
                        .authentication());
    }

    private static Settings router(String keywords, String addresses) {
        return routers("vrrp_instance VI_1 {\ninterface eth0\nvirtual_router_id 51\n" + keywords
                        + "\nvirtual_ipaddress {\n" + addresses + "\n}\n}\n")
                .getFirst();
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
