package org.keepvip.conf.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.language.ConfReader;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.language.Problem;
import org.keepvip.conf.language.Surroundings;

class MachineTest {
    private static final Machine MACHINE = Machine.of(Map.of(
            "lo", new Machine.Nic(65536, false, true, List.of()),
            "eth0", new Machine.Nic(1500, true, false, List.of(IpAddress.literal("192.0.2.1"))),
            "tun0", new Machine.Nic(1500, false, false, List.of()),
            "thin0", new Machine.Nic(1280, true, false, List.of())));

    @Test
    void aMissingInterfaceIsToldAndDoesNotStop() {
        Reading reading = read("", "interface eth9", "192.0.2.10/24 dev eth8", "track_interface {\neth7\n}");
        assertEquals(
                List.of(
                        "there is no interface eth9 now: VI_1 is in FAULT until there is; keepalived would not start",
                        "there is no interface eth7 now: VI_1 is in FAULT until there is; keepalived would not start",
                        "there is no interface eth8 now: VI_1 is in FAULT until there is; keepalived would not start"),
                messages(reading));
        assertEquals(true, reading.runs());
        assertEquals(5, Kind.exitCode(reading.problems()));
    }

    @Test
    void dynamicInterfacesMayBeMissing() {
        Reading reading = read("global_defs {\ndynamic_interfaces\n}\n", "interface eth9", "192.0.2.10/24", "");
        assertEquals(List.of("there is no interface eth9 now: VI_1 is in FAULT until there is"), messages(reading));
        assertEquals(0, Kind.exitCode(reading.problems()));
    }

    @Test
    void loopbackAndInterfacesWithoutMulticastAreNamed() {
        assertEquals(
                List.of("lo is a loopback interface, on which no other node can hear VI_1"),
                messages(read("", "interface lo", "192.0.2.10/24", "")));
        assertEquals(
                List.of("tun0 does not do multicast: VI_1 stays in FAULT"),
                messages(read("", "interface tun0", "192.0.2.10/24", "")));
        assertEquals(List.of(), messages(read("", "interface tun0", "192.0.2.10/24", "unicast_peer {\n192.0.2.2\n}")));
    }

    @Test
    void theSourceAddressIsLookedFor() {
        assertEquals(List.of(), messages(read("", "interface eth0", "192.0.2.10/24", "mcast_src_ip 192.0.2.1")));
        assertEquals(
                List.of("192.0.2.3 is not an address of this machine now"),
                messages(read("", "interface eth0", "192.0.2.10/24", "mcast_src_ip 192.0.2.3")));
    }

    @Test
    void theMachinesOnlyAddressIsNoVip() {
        assertEquals(
                List.of(
                        "192.0.2.1 is the only address of eth0: unless MASTER, VI_1 takes it off, and is in FAULT for want"
                                + " of a source address"),
                messages(read("", "interface eth0", "192.0.2.10/24\n192.0.2.1/24", "")));
    }

    /** (1500 - 14 - 40 - 8) / 16 = 89 and (1280 - 14 - 40 - 8) / 16 = 76. */
    @Test
    void whatTheMtuCannotCarryIsExcluded() {
        String addresses = IntStream.rangeClosed(1, 90)
                .mapToObj(i -> "2001:db8::" + Integer.toHexString(i) + "/64")
                .collect(Collectors.joining("\n"));
        assertEquals(List.of(89, 1), sizes(read("", "interface eth0", addresses, "")));
        assertEquals(List.of(76, 14), sizes(read("", "interface thin0", addresses, "")));
        assertEquals(List.of(90, 0), sizes(read("", "interface eth9", addresses, "")));
    }

    @Test
    void nothingIsSaidOfAnUnknownMachine() {
        assertEquals(
                List.of(),
                InMemory.read("a.conf", text("", "interface eth9", "192.0.2.10/24", ""))
                        .problems());
    }

    private static List<Integer> sizes(Reading reading) {
        var addresses = reading.configuration().instances().getFirst().addresses();
        return List.of(addresses.advertised().size(), addresses.excluded().size());
    }

    private static List<String> messages(Reading reading) {
        return reading.problems().stream().map(Problem::message).toList();
    }

    private static Reading read(String globals, String device, String addresses, String rest) {
        InMemory files = new InMemory(Map.of("a.conf", text(globals, device, addresses, rest)));
        return ConfigurationReader.read(ConfReader.read("a.conf", files, Surroundings.of("node")), MACHINE);
    }

    private static String text(String globals, String device, String addresses, String rest) {
        return globals + "vrrp_instance VI_1 {\n" + device + "\nvirtual_router_id 51\n" + rest
                + "\nvirtual_ipaddress {\n" + addresses + "\n}\n}\n";
    }
}
