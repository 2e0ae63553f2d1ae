package org.keepvip.vrrp.reception;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.vrrp.Rejection;
import org.keepvip.vrrp.SentAdvert;
import org.keepvip.vrrp.packet.Authentication;
import org.keepvip.vrrp.packet.Datagram;
import org.keepvip.vrrp.packet.SignatureTime;
import org.keepvip.vrrp.packet.SigningKey;
import org.keepvip.vrrp.reception.RejectionsTest.Case;

/** What {@link RejectionsTest} refuses for its signature. */
final class SignedCases {
    private SignedCases() {}

    /** keepalived's auth_hmac; its clock shows 1970, 100 seconds on, and 10.99.0.3 was last heard at 99. */
    static List<Case> all() {
        Receiver receiver = Receiver.v3().with(signed(1, 'a'));
        SentAdvert sent = SentAdvert.v3().with(signed(1, 'a')).numbered(100);
        byte[] malformed = sent.octets();
        malformed[malformed.length - 26] = 1;
        return List.of(
                RejectionsTest.of(
                        "no trailer",
                        Rejection.SIGNATURE_MISSING,
                        receiver,
                        SentAdvert.v3().datagram()),
                RejectionsTest.of(
                        "reserved octet", Rejection.SIGNATURE_MALFORMED, receiver, Datagram.ofIpv4(malformed)),
                RejectionsTest.of(
                        "key id",
                        Rejection.SIGNATURE_KEY,
                        receiver,
                        sent.with(signed(2, 'a')).datagram()),
                RejectionsTest.of(
                        "key",
                        Rejection.SIGNATURE_INVALID,
                        receiver,
                        sent.with(signed(1, 'b')).datagram()),
                RejectionsTest.of("source", Rejection.SIGNATURE_INVALID, receiver, sent.withHeaderOctet(15, 4)),
                RejectionsTest.of(
                        "old",
                        Rejection.SIGNATURE_STALE,
                        receiver,
                        sent.numbered(94).datagram()),
                RejectionsTest.of(
                        "of the future",
                        Rejection.SIGNATURE_STALE,
                        receiver,
                        sent.numbered(106).datagram()),
                RejectionsTest.of(
                        "repeated",
                        Rejection.SIGNATURE_REPLAY,
                        receiver,
                        sent.numbered(99).datagram()),
                RejectionsTest.of(
                        "older",
                        Rejection.SIGNATURE_REPLAY,
                        receiver,
                        sent.numbered(98).datagram()));
    }

    static Freshness freshness() {
        ReplayMarks marks = new ReplayMarks();
        marks.mark(IpAddress.literal("10.99.0.3"), SignatureTime.of(Instant.ofEpochSecond(99)), 0);
        return new Freshness(SignatureTime.of(Instant.ofEpochSecond(100)), marks);
    }

    private static Authentication signed(int id, char octet) {
        byte[] octets = new byte[32];
        Arrays.fill(octets, (byte) octet);
        SigningKey key = new SigningKey(id, octets);
        return new Authentication.Signed(
                List.of(key),
                Optional.of(key),
                Authentication.Mode.ENFORCE,
                Authentication.AntiReplay.TIME,
                Duration.ofSeconds(5));
    }
}
