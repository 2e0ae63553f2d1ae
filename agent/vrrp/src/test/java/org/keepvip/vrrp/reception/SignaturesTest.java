package org.keepvip.vrrp.reception;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.vrrp.Rejection;
import org.keepvip.vrrp.SentAdvert;
import org.keepvip.vrrp.packet.Authentication;
import org.keepvip.vrrp.packet.Authentication.AntiReplay;
import org.keepvip.vrrp.packet.Authentication.Mode;
import org.keepvip.vrrp.packet.Datagram;
import org.keepvip.vrrp.packet.SignatureTime;
import org.keepvip.vrrp.packet.SigningKey;

/** auth_hmac: who is believed, which key, how old, and once only. */
class SignaturesTest {
    private static final Duration WINDOW = Duration.ofSeconds(5);
    private static final int NOW = 1_800_000_000;
    private static final SigningKey FIRST = key(1, 'a');
    private static final SigningKey SECOND = key(2, 'b');

    private static SigningKey key(int id, char octet) {
        byte[] octets = new byte[32];
        Arrays.fill(octets, (byte) octet);
        return new SigningKey(id, octets);
    }

    private static Authentication.Signed signed(Mode mode) {
        return new Authentication.Signed(List.of(FIRST), Optional.of(FIRST), mode, AntiReplay.TIME, WINDOW);
    }

    private static Authentication.Signed keys(SigningKey active, SigningKey... keys) {
        return new Authentication.Signed(List.of(keys), Optional.of(active), Mode.ENFORCE, AntiReplay.TIME, WINDOW);
    }

    private static SignatureTime at(long seconds) {
        return SignatureTime.of(Instant.ofEpochSecond(seconds));
    }

    /** Checks on a router that goes on living, at a wall clock's time. */
    private static final class Router {
        private final ReceiveChecks checks;
        private final Receiver receiver;
        private final ReplayMarks marks;

        private Router(Receiver receiver, ReplayMarks marks) {
            this.receiver = receiver;
            this.marks = marks;
            checks = new ReceiveChecks(receiver.settings());
        }

        Router(Authentication authentication) {
            this(Receiver.v3().with(authentication), new ReplayMarks());
        }

        Router reloaded(Authentication authentication) {
            return new Router(receiver.with(authentication), marks);
        }

        Optional<Rejection> hear(Datagram datagram, long clock) {
            return switch (checks.check(receiver.standing(), new Freshness(at(clock), marks), datagram)) {
                case Verdict.Accepted accepted -> {
                    accepted.signedAt().ifPresent(time -> marks.mark(datagram.source(), time, 0));
                    yield Optional.empty();
                }
                case Verdict.Rejected(var event) -> Optional.of(event.why());
            };
        }
    }

    private static SentAdvert sent(Authentication authentication, int time) {
        return SentAdvert.v3().with(authentication).numbered(time);
    }

    private static void accepts(Router router, SentAdvert sent, long clock) {
        assertEquals(Optional.empty(), router.hear(sent.datagram(), clock));
    }

    private static void refuses(Rejection why, Router router, SentAdvert sent, long clock) {
        assertEquals(Optional.of(why), router.hear(sent.datagram(), clock));
    }

    /** What a router of the first kind makes of the adverts of one of the second; none: without auth_hmac. */
    record Counterparts(Optional<Mode> hears, Optional<Mode> sends, Optional<Rejection> expected) {}

    static List<Counterparts> counterparts() {
        Optional<Mode> none = Optional.empty();
        Optional<Mode> enforce = Optional.of(Mode.ENFORCE);
        Optional<Mode> permissive = Optional.of(Mode.PERMISSIVE);
        Optional<Mode> receiveOnly = Optional.of(Mode.RECEIVE_ONLY);
        Optional<Rejection> accepted = Optional.empty();
        Optional<Rejection> missing = Optional.of(Rejection.SIGNATURE_MISSING);
        Optional<Rejection> unexpected = Optional.of(Rejection.SIGNATURE_UNEXPECTED);
        return List.of(
                new Counterparts(enforce, enforce, accepted),
                new Counterparts(enforce, permissive, accepted),
                new Counterparts(enforce, receiveOnly, missing),
                new Counterparts(enforce, none, missing),
                new Counterparts(permissive, enforce, accepted),
                new Counterparts(permissive, permissive, accepted),
                new Counterparts(permissive, receiveOnly, accepted),
                new Counterparts(permissive, none, accepted),
                new Counterparts(receiveOnly, enforce, accepted),
                new Counterparts(receiveOnly, permissive, accepted),
                new Counterparts(receiveOnly, receiveOnly, accepted),
                new Counterparts(receiveOnly, none, accepted),
                new Counterparts(none, enforce, unexpected),
                new Counterparts(none, permissive, unexpected),
                new Counterparts(none, receiveOnly, accepted),
                new Counterparts(none, none, accepted));
    }

    private static Authentication authentication(Optional<Mode> mode) {
        return mode.<Authentication>map(SignaturesTest::signed).orElseGet(Authentication.None::new);
    }

    @ParameterizedTest
    @MethodSource("counterparts")
    void eachModeBesideEach(Counterparts pair) {
        Authentication hears = authentication(pair.hears);
        Authentication sends = authentication(pair.sends);
        for (SentAdvert sent : List.of(SentAdvert.v2(), SentAdvert.v3(), SentAdvert.v3Ipv6())) {
            Receiver receiver = sent.envelope().source() instanceof IpAddress.V6
                    ? Receiver.v3Ipv6()
                    : sent.version().number() == 2 ? Receiver.v2() : Receiver.v3();
            Router router = new Router(receiver.with(hears), new ReplayMarks());
            assertEquals(
                    pair.expected,
                    router.hear(sent.with(sends).numbered(NOW).datagram(), NOW),
                    () -> sent.version() + " " + sent.envelope());
        }
    }

    /** In no mode is a wrong signature taken for none: an attacker could else spoil it and be believed. */
    @ParameterizedTest
    @EnumSource
    void aWrongSignatureIsRefusedInEachMode(Mode mode) {
        byte[] octets = sent(signed(Mode.ENFORCE), NOW).octets();
        octets[octets.length - 1] ^= 1;
        assertEquals(
                Optional.of(Rejection.SIGNATURE_INVALID), new Router(signed(mode)).hear(Datagram.ofIpv4(octets), NOW));
    }

    /** keepalived's own table of changed octets. */
    @Test
    void eachChangedOctetIsRefusedByItsName() {
        SentAdvert sent = sent(signed(Mode.ENFORCE), NOW);
        int advert = 20;
        int trailer = sent.octets().length - 28;
        expectChanged(sent, advert + 2, Rejection.SIGNATURE_INVALID); // priority
        expectChanged(sent, advert + 5, Rejection.SIGNATURE_INVALID); // interval
        expectChanged(sent, advert + 11, Rejection.SIGNATURE_INVALID); // address
        expectChanged(sent, advert + 6, Rejection.CHECKSUM);
        expectChanged(sent, trailer, Rejection.SIGNATURE_MALFORMED);
        expectChanged(sent, trailer + 1, Rejection.SIGNATURE_KEY);
        expectChanged(sent, trailer + 2, Rejection.SIGNATURE_MALFORMED);
        expectChanged(sent, trailer + 3, Rejection.SIGNATURE_MALFORMED);
        for (int at = trailer + 4; at < trailer + 28; at++) {
            expectChanged(sent, at, Rejection.SIGNATURE_INVALID);
        }
    }

    private static void expectChanged(SentAdvert sent, int at, Rejection expected) {
        byte[] octets = sent.octets();
        octets[at] ^= 1;
        assertEquals(
                Optional.of(expected),
                new Router(signed(Mode.ENFORCE)).hear(Datagram.ofIpv4(octets), NOW),
                "octet " + at);
    }

    @Test
    void theTimeMayBeAWindowApart() {
        Authentication.Signed settings = signed(Mode.ENFORCE);
        accepts(new Router(settings), sent(settings, NOW), NOW + 5);
        accepts(new Router(settings), sent(settings, NOW), NOW - 5);
        refuses(Rejection.SIGNATURE_STALE, new Router(settings), sent(settings, NOW), NOW + 6);
        refuses(Rejection.SIGNATURE_STALE, new Router(settings), sent(settings, NOW), NOW - 6);
    }

    @Test
    void whatWasHeardIsNotHeardAgain() {
        Authentication.Signed settings = signed(Mode.ENFORCE);
        Router router = new Router(settings);
        accepts(router, sent(settings, NOW), NOW);
        refuses(Rejection.SIGNATURE_REPLAY, router, sent(settings, NOW), NOW);
        refuses(Rejection.SIGNATURE_REPLAY, router, sent(settings, NOW - 1), NOW);
        accepts(router, sent(settings, NOW + 1), NOW);
        refuses(Rejection.SIGNATURE_REPLAY, router, sent(settings, NOW), NOW);
    }

    /** Each sender has a sequence of its own. */
    @Test
    void anotherSenderMayBeBehind() {
        Authentication.Signed settings = signed(Mode.ENFORCE);
        Router router = new Router(settings);
        accepts(router, sent(settings, NOW), NOW);
        accepts(router, sent(settings, NOW - 1).from("10.99.0.4", "224.0.0.18"), NOW);
    }

    @Test
    void aReloadMakesNothingGoodAgain() {
        Router router = new Router(keys(FIRST, FIRST));
        SentAdvert recorded = sent(keys(FIRST, FIRST), NOW);
        accepts(router, recorded, NOW);
        refuses(Rejection.SIGNATURE_REPLAY, router.reloaded(keys(SECOND, FIRST, SECOND)), recorded, NOW);
    }

    /** Both clocks went an hour forward and back again: a mark in the future must not hold up the sender for an hour. */
    @Test
    void aMarkThatTheClockWentBackFromIsForgotten() {
        Authentication.Signed settings = signed(Mode.ENFORCE);
        Router router = new Router(settings);
        accepts(router, sent(settings, NOW + 3600), NOW + 3600);
        accepts(router, sent(settings, NOW), NOW);
        refuses(Rejection.SIGNATURE_REPLAY, router, sent(settings, NOW), NOW);
        refuses(Rejection.SIGNATURE_STALE, router, sent(settings, NOW + 3600), NOW);
    }

    @Test
    void monotonicAsksForTheSequenceAlone() {
        Authentication.Signed settings = new Authentication.Signed(
                List.of(FIRST), Optional.of(FIRST), Mode.ENFORCE, AntiReplay.MONOTONIC, WINDOW);
        Router router = new Router(settings);
        accepts(router, sent(settings, NOW + 3600), NOW);
        accepts(router, sent(settings, NOW + 3601), NOW);
        refuses(Rejection.SIGNATURE_REPLAY, router, sent(settings, NOW + 3601), NOW);
        refuses(Rejection.SIGNATURE_REPLAY, router, sent(settings, NOW), NOW);
    }

    /** New key accepted everywhere, then used everywhere, then the old one taken away: at no time is anybody refused. */
    @Test
    void keysAreChangedInThreeSweeps() {
        List<Authentication.Signed> sweeps = List.of(
                keys(FIRST, FIRST), keys(FIRST, FIRST, SECOND), keys(SECOND, FIRST, SECOND), keys(SECOND, SECOND));
        int time = NOW;
        Router router = new Router(sweeps.getFirst());
        for (int sweep = 1; sweep < sweeps.size(); sweep++) {
            accepts(router, sent(sweeps.get(sweep), ++time), time); // the other has it already
            router = router.reloaded(sweeps.get(sweep));
            accepts(router, sent(sweeps.get(sweep - 1), ++time), time); // the other has it not yet
            accepts(router, sent(sweeps.get(sweep), ++time), time);
        }
        refuses(Rejection.SIGNATURE_KEY, router, sent(keys(FIRST, FIRST), ++time), time);
    }

    @Test
    void fourSendersAreRememberedOrAsManyAsThereArePeers() {
        ReplayMarks marks = new ReplayMarks();
        for (int i = 1; i <= 6; i++) {
            marks.mark(sender(i), at(NOW), 5);
        }
        assertNull(marks.of(sender(1)));
        assertEquals(at(NOW), marks.of(sender(2)));
        marks.mark(sender(2), at(NOW + 1), 0);
        assertEquals(at(NOW + 1), marks.of(sender(2)), "heard again, so the last to be forgotten");
        assertNull(marks.of(sender(3)));
    }

    private static IpAddress sender(int host) {
        return new IpAddress.V4(0x0A630000 | host);
    }

    @Test
    void theSenderCountsOnWhenTheClockDoesNot() {
        Authentication.Signed time = signed(Mode.ENFORCE);
        SignatureTime last = at(NOW);
        assertEquals(at(NOW + 1), time.next(last, at(NOW + 1)));
        assertEquals(new SignatureTime(last.bits() + 1), time.next(last, last));
        assertEquals(new SignatureTime(last.bits() + 1), time.next(last, at(NOW - 5)));
        assertEquals(at(NOW - 6), time.next(last, at(NOW - 6)), "nobody would take the old sequence for fresh");
        Authentication.Signed monotonic = new Authentication.Signed(
                List.of(FIRST), Optional.of(FIRST), Mode.ENFORCE, AntiReplay.MONOTONIC, WINDOW);
        assertEquals(new SignatureTime(last.bits() + 1), monotonic.next(last, at(NOW - 3600)));
    }

    @Test
    void timesAreSerialNumbers() {
        SignatureTime end = at(0xFFFF_FFFFL);
        SignatureTime begin = at(0x1_0000_0000L);
        assertEquals(0, begin.bits());
        assertTrue(begin.isAfter(end));
        assertFalse(end.isAfter(begin));
        assertFalse(end.isAfter(end));
        assertEquals(Duration.ofSeconds(1), begin.distance(end));
        assertEquals(Duration.ofSeconds(1), end.distance(begin));
        SignatureTime half = SignatureTime.of(Instant.ofEpochSecond(NOW, 500_000_000));
        assertEquals(0x8000_0000L, half.bits() & 0xFFFF_FFFFL);
        assertEquals(Duration.ofMillis(500), half.distance(at(NOW)));
    }

    @Test
    void keysTellNothing() {
        assertEquals("key 1 ********", FIRST.toString());
        assertFalse(keys(FIRST, FIRST).toString().contains("97"), keys(FIRST, FIRST)::toString);
        assertThrows(IllegalArgumentException.class, () -> new SigningKey(0, new byte[32]));
        assertThrows(IllegalArgumentException.class, () -> new SigningKey(256, new byte[32]));
        assertThrows(IllegalArgumentException.class, () -> new SigningKey(1, new byte[31]));
        assertThrows(IllegalArgumentException.class, () -> new SigningKey(1, new byte[65]));
    }
}
