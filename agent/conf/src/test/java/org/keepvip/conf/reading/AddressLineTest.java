package org.keepvip.conf.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.address.Prefix;
import org.keepvip.conf.language.Problem;
import org.keepvip.conf.model.AddressLine;
import org.keepvip.conf.model.Broadcast;
import org.keepvip.conf.model.InterfaceName;
import org.keepvip.conf.model.Lifetime;
import org.keepvip.conf.model.Scope;

/** The line of virtual_ipaddress and its kin, option by option. */
class AddressLineTest {
    @Test
    void anAddressAloneIsAHostOfGlobalScope() {
        AddressLine line = line("192.0.2.10");
        assertEquals(Prefix.host(IpAddress.literal("192.0.2.10")), line.address());
        assertEquals(Optional.empty(), line.device());
        assertEquals(new Scope(0), line.scope());
        assertFalse(line.deprecated());
        assertFalse(line.untracked());
    }

    @Test
    void optionsStandInAnyOrder() {
        AddressLine one = line("192.0.2.10/24 dev eth1 label eth1:0 brd + scope link no_track");
        assertEquals(one, line("192.0.2.10/24 no_track scope link brd + label eth1:0 dev eth1"));
        assertEquals(Optional.of(new InterfaceName("eth1")), one.device());
        assertEquals(Optional.of("eth1:0"), one.label());
        assertEquals(Optional.of(new Broadcast.HostBitsOne()), one.broadcast());
        assertEquals(new Scope(253), one.scope());
        assertTrue(one.untracked());
    }

    @ParameterizedTest
    @CsvSource({"global, 0", "site, 200", "link, 253", "host, 254", "nowhere, 255", "0, 0", "255, 255", "17, 17"})
    void scopesHaveNamesAndNumbers(String written, int number) {
        assertEquals(number, line("192.0.2.10 scope " + written).scope().number());
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8::1, true",
        "2001:db8::1/128, true",
        "2001:db8::1/64, false",
        "2001:db8::1/128 preferred_lft forever, false",
        "2001:db8::1/64 preferred_lft 0, true",
        "192.0.2.1/32, false",
        "192.0.2.1/32 preferred_lft 0, true"
    })
    void anIpv6HostIsNotChosenAsASource(String written, boolean deprecated) {
        assertEquals(deprecated, line(written).deprecated());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "3600, 3600", "4294967295, 4294967295", "forever, 4294967295"})
    void lifetimesAreSecondsOrForever(String written, long seconds) {
        assertEquals(
                Optional.of(new Lifetime(seconds)),
                line("192.0.2.10 preferred_lft " + written).preferredLifetime());
    }

    @Test
    void flagsAreWordsAlone() {
        AddressLine line = line("2001:db8::1/64 home mngtmpaddr autojoin noprefixroute -nodad");
        assertTrue(line.home());
        assertTrue(line.mngtmpaddr());
        assertTrue(line.autojoin());
        assertTrue(line.noprefixroute());
        assertTrue(line.duplicateAddressDetection());
    }

    @Test
    void theFarEndMayHaveAPrefix() {
        assertEquals(
                Optional.of(new Prefix(IpAddress.literal("198.51.100.0"), 24)),
                line("192.0.2.10 peer 198.51.100.0/24").peer());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.10/24 label sixteen-letters-",
                "192.0.2.10/24 brd 192.0.2",
                "192.0.2.10/24 brd 2001:db8::1",
                "192.0.2.256",
                "224.0.0.1",
                "2001:db8::/64 brd +",
                "ff02::1",
                "::"
            })
    void linesThatCannotBeUsedAreLeftOutWithOneError(String written) {
        Reading reading = read(written);
        assertEquals(List.of(), reading.configuration().staticAddresses());
        assertEquals(1, errors(reading).size(), reading.problems().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.10/24 preferred_lft 4294967296",
                "192.0.2.10/24 scope 256",
                "192.0.2.10/24 peer example",
                "192.0.2.10/24 dev eth0/1",
                "192.0.2.10/24 dev",
                "192.0.2.10/24 nodad",
                "2001:db8::1/64 label x",
                "2001:db8::1/64 scope link",
                "2001:db8::1/64 peer 192.0.2.1"
            })
    void mostOptionsThatMakeNoSenseAreLeftOut(String written) {
        Reading reading = read(written);
        assertEquals(1, reading.configuration().staticAddresses().size());
        assertEquals(1, errors(reading).size(), reading.problems().toString());
    }

    private static AddressLine line(String text) {
        Reading reading = read(text);
        assertEquals(List.of(), errors(reading));
        return reading.configuration().staticAddresses().getFirst();
    }

    private static List<Problem> errors(Reading reading) {
        return reading.problems().stream()
                .filter(problem -> !problem.message().contains("static_ipaddress)"))
                .toList();
    }

    private static Reading read(String line) {
        return InMemory.read("a.conf", "static_ipaddress {\n" + line + "\n}\n");
    }
}
