package org.keepvip.daemon.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.keepvip.conf.reading.Machine;
import org.keepvip.daemon.configuration.ConfigurationFile;
import org.keepvip.daemon.journal.Recording;

/** Agents with use_vmac on a real kernel. */
@NeedsRoot
@Timeout(120)
class VirtualMacTest {
    private static final String VIP = "10.99.0.100/24";

    @TempDir
    Path folder;

    private final Pair pair = new Pair();
    private final List<Host> hosts = new ArrayList<>();
    private final List<String> bugs = new CopyOnWriteArrayList<>();
    private final Recording left = new Recording();
    private final Recording right = new Recording();

    @AfterEach
    void clean() throws InterruptedException {
        for (Host host : hosts) {
            host.release(false);
            host.end();
        }
        pair.close();
        assertEquals(List.of(), bugs);
    }

    private ConfigurationFile.Outcome configuration(int priority, String keywords, String vip) throws IOException {
        Path file = folder.resolve("keepvip.conf");
        Files.writeString(file, """
                vrrp_instance VI {
                    interface eth0
                    virtual_router_id 51
                    version 3
                    priority %d
                    advert_int 0.1
                    %s
                    virtual_ipaddress {
                        %s
                    }
                }
                """.formatted(priority, keywords, vip));
        return new ConfigurationFile(file, Optional.empty(), false).readFor(Machine.UNKNOWN);
    }

    private Host start(String namespace, Recording log, int priority, String keywords, String vip) throws IOException {
        ConfigurationFile.Outcome configuration = configuration(priority, keywords, vip);
        assertEquals(List.of(), configuration.fatal());
        Host host = Host.start(
                configuration.routers(),
                configuration.configuration().globals().scheduling(),
                Optional.of(namespace),
                false,
                log.journal(),
                _ -> _ -> {},
                bugs::addAll);
        hosts.add(host);
        return host;
    }

    private static String shown(String end, String device) {
        return Pair.ip("-n", end, "-d", "address", "show", "dev", device);
    }

    private static boolean holds(String end, String device, String vip) {
        return Pair.ip("-n", end, "-br", "address", "show")
                .lines()
                .anyMatch(line -> line.startsWith(device + "@") && line.contains(" " + vip + " "));
    }

    private static String sysctl(String end, String key) {
        return Pair.run(List.of("ip", "netns", "exec", end, "sysctl", "-n", key))
                .strip();
    }

    private void untilHolds(String end, String device, String vip) {
        Pair.until(() -> holds(end, device, vip), () -> left.lines() + "\n" + right.lines());
    }

    private static String neighbour(String end, String address) {
        return Pair.ip("-n", end, "neighbour", "show", "to", address);
    }

    @Test
    void theAddressIsAtTheVirtualMacAndStaysThereWhenTheRoleMoves() throws Exception {
        Host first = start(pair.left(), left, 150, "use_vmac", VIP);
        untilHolds(pair.left(), "vrrp.51", VIP);
        String link = shown(pair.left(), "vrrp.51");
        assertTrue(link.contains("00:00:5e:00:01:33") && link.contains("macvlan mode private"), link);
        // Whoever asks for the address is told the virtual MAC, and not the other one.
        Pair.run(List.of("ip", "netns", "exec", pair.right(), "ping", "-c1", "-W2", "10.99.0.100"));
        assertTrue(
                neighbour(pair.right(), "10.99.0.100").contains("00:00:5e:00:01:33"),
                neighbour(pair.right(), "10.99.0.100"));
        start(pair.right(), right, 100, "use_vmac", VIP);
        Pair.until(
                () -> right.lines().toString().contains("BACKUP"),
                () -> right.lines().toString());
        hosts.remove(first);
        first.release(false);
        first.end();
        untilHolds(pair.right(), "vrrp.51", VIP);
        assertFalse(
                Pair.ip("-n", pair.left(), "-br", "link").contains("vrrp.51"),
                "the virtual interface is still there after stop");
    }

    @Test
    void theBasesSettingsComeBack() throws Exception {
        Host host = start(pair.left(), left, 150, "use_vmac", VIP);
        untilHolds(pair.left(), "vrrp.51", VIP);
        assertEquals("1", sysctl(pair.left(), "net.ipv4.conf.eth0.arp_ignore"));
        assertEquals("2", sysctl(pair.left(), "net.ipv4.conf.eth0.arp_announce"));
        assertEquals("1", sysctl(pair.left(), "net/ipv4/conf/vrrp.51/arp_ignore"));
        hosts.remove(host);
        host.release(false);
        host.end();
        for (String key : List.of("arp_ignore", "arp_filter", "arp_announce")) {
            assertEquals("0", sysctl(pair.left(), "net.ipv4.conf.eth0." + key), key);
        }
    }

    @Test
    void whatAKilledAgentLeftIsAdoptedWithTheBasesSettings() throws Exception {
        String end = pair.left();
        Pair.ip(
                "-n",
                end,
                "link",
                "add",
                "link",
                "eth0",
                "name",
                "vrrp.51",
                "address",
                "00:00:5e:00:01:33",
                "type",
                "macvlan",
                "mode",
                "private");
        Pair.ip("-n", end, "link", "set", "vrrp.51", "alias", "keepvip arp_announce=0 arp_filter=0 arp_ignore=2");
        Pair.run(List.of("ip", "netns", "exec", end, "sysctl", "-q", "-w", "net.ipv4.conf.eth0.arp_ignore=1"));
        Host host = start(end, left, 150, "use_vmac", VIP);
        untilHolds(end, "vrrp.51", VIP);
        assertTrue(left.lines().toString().contains("adopted interface vrrp.51"), left.lines()::toString);
        hosts.remove(host);
        host.release(false);
        host.end();
        assertEquals("2", sysctl(end, "net.ipv4.conf.eth0.arp_ignore"));
    }

    @Test
    void aVirtualInterfaceThatIsTakenAwayIsMadeAgain() throws Exception {
        start(pair.left(), left, 150, "use_vmac", VIP);
        untilHolds(pair.left(), "vrrp.51", VIP);
        Pair.ip("-n", pair.left(), "link", "delete", "vrrp.51");
        untilHolds(pair.left(), "vrrp.51", VIP);
    }

    @Test
    void theBaseComesBackAndSoDoesTheRouter() throws Exception {
        start(pair.left(), left, 150, "use_vmac", VIP);
        untilHolds(pair.left(), "vrrp.51", VIP);
        Pair.ip("-n", pair.left(), "link", "delete", "eth0");
        Pair.until(
                () -> left.lines().toString().contains("FAULT"),
                () -> left.lines().toString());
        pair.cable();
        untilHolds(pair.left(), "vrrp.51", VIP);
    }

    @Test
    void anotherInterfaceOfThatNameIsNotTouched() throws Exception {
        Pair.ip("-n", pair.left(), "link", "add", "vrrp.51", "type", "bridge");
        start(pair.left(), left, 150, "use_vmac", VIP);
        Pair.until(
                () -> left.lines().toString().contains("interface vrrp.51 exists and is not its virtual interface"),
                () -> left.lines().toString());
        assertTrue(shown(pair.left(), "vrrp.51").contains("bridge"), shown(pair.left(), "vrrp.51"));
        Pair.ip("-n", pair.left(), "link", "delete", "vrrp.51");
        untilHolds(pair.left(), "vrrp.51", VIP);
    }

    @Test
    void ipv6SendsFromTheBasesAddress() throws Exception {
        start(pair.left(), left, 150, "use_vmac", "fe80::100/64\n2001:db8::100/64");
        untilHolds(pair.left(), "vrrp.51", "2001:db8::100/64");
        start(pair.right(), right, 100, "use_vmac", "fe80::100/64\n2001:db8::100/64");
        Pair.until(
                () -> right.lines().toString().contains("BACKUP"),
                () -> right.lines().toString());
        Pair.until(
                () -> hosts.getLast().report().getFirst().toString().contains("fe80"),
                () -> hosts.getLast().report().toString());
        assertFalse(holds(pair.right(), "vrrp.51", "2001:db8::100/64"), right.lines()::toString);
        String addresses = shown(pair.left(), "vrrp.51");
        assertEquals(2, addresses.lines().filter(line -> line.contains("inet6")).count(), addresses);
    }

    private static String ruleset(String end) {
        return Pair.run(List.of("ip", "netns", "exec", end, "nft", "list", "ruleset"));
    }

    @Test
    void onlyTheMasterReportsGroupsFromTheVirtualMac() throws Exception {
        Host first = start(pair.left(), left, 150, "use_vmac", VIP);
        untilHolds(pair.left(), "vrrp.51", VIP);
        start(pair.right(), right, 100, "use_vmac", VIP);
        Pair.until(() -> ruleset(pair.right()).contains("elements = { \"vrrp.51\" }"), () -> ruleset(pair.right()));
        assertFalse(ruleset(pair.left()).contains("elements"), ruleset(pair.left()));
        hosts.remove(first);
        first.release(false);
        first.end();
        assertEquals("", ruleset(pair.left()));
        untilHolds(pair.right(), "vrrp.51", VIP);
        assertFalse(ruleset(pair.right()).contains("elements"), ruleset(pair.right()));
    }

    private boolean pings(String address) throws Exception {
        return new ProcessBuilder("ip", "netns", "exec", pair.right(), "ping", "-c1", "-W1", address)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    @Test
    void whatIsNotAcceptedIsDroppedAndNothingElse() throws Exception {
        start(pair.left(), left, 150, "no_accept", VIP);
        Pair.until(() -> Pair.has(pair.left(), VIP), () -> left.lines().toString());
        assertTrue(ruleset(pair.left()).contains("elements = { 10.99.0.100 }"), ruleset(pair.left()));
        assertFalse(pings("10.99.0.100"));
        assertTrue(pings("10.99.0.1"));
        // The address is answered for all the same: it is a router's, and hosts route by it.
        assertTrue(neighbour(pair.right(), "10.99.0.100").contains("lladdr"), neighbour(pair.right(), "10.99.0.100"));
        Pair.ip("-n", pair.left(), "address", "add", "192.0.2.1/32", "dev", "lo");
        Pair.ip("-n", pair.right(), "route", "add", "192.0.2.1/32", "via", "10.99.0.100");
        assertTrue(pings("192.0.2.1"));
    }

    @Test
    void theFilterIsPutBackWhenSomebodyFlushesIt() throws Exception {
        start(pair.left(), left, 150, "no_accept", VIP);
        Pair.until(() -> Pair.has(pair.left(), VIP), () -> left.lines().toString());
        Pair.run(List.of("ip", "netns", "exec", pair.left(), "nft", "flush", "ruleset"));
        Pair.until(
                () -> ruleset(pair.left()).contains("elements = { 10.99.0.100 }"),
                () -> left.lines().toString());
    }

    @Test
    void ipv6IsDroppedAndFoundAllTheSame() throws Exception {
        start(pair.left(), left, 150, "no_accept", "fe80::100/64\n2001:db8::100/64");
        Pair.ip("-n", pair.right(), "address", "add", "2001:db8::9/64", "dev", "eth0", "nodad");
        Pair.until(
                () -> ruleset(pair.left()).contains("fe80::100 . \"eth0\""),
                () -> left.lines().toString());
        Pair.until(
                () -> Pair.has(pair.left(), "2001:db8::100/64"),
                () -> left.lines().toString());
        assertFalse(pings("2001:db8::100"));
        assertTrue(
                neighbour(pair.right(), "2001:db8::100").contains("lladdr"), neighbour(pair.right(), "2001:db8::100"));
    }

    @Test
    void theOwnersAddressesAreAccepted() throws Exception {
        start(pair.left(), left, 255, "strict_mode on", VIP);
        Pair.until(() -> Pair.has(pair.left(), VIP), () -> left.lines().toString());
        assertTrue(pings("10.99.0.100"));
        assertEquals("", ruleset(pair.left()));
    }
}
