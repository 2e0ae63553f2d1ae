package org.keepvip.vrrp.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keepvip.vrrp.SentAdvert;

class SecretTest {
    /** keepalived cuts auth_pass at eight octets. */
    @Test
    void eightOctetsCount() {
        assertEquals(Secret.of("12345678"), Secret.of("123456789"));
        assertEquals(Secret.of("abc"), Secret.of("abc\0"));
        assertNotEquals(Secret.of("abc"), Secret.of("abd"));
        assertEquals(Secret.of("1234"), Secret.of("xx1234\0\0\0\0".getBytes(StandardCharsets.US_ASCII), 2));
    }

    /** Whatever a log line or a stack trace prints of a password's way through the wire, the password is not in it. */
    @Test
    void noTextShowsAPassword() {
        Authentication password = new Authentication.Password(Secret.of("s3cr3t"));
        SentAdvert sent = SentAdvert.v2().with(password);
        Datagram datagram = sent.datagram();
        String texts = String.join(
                "\n",
                password.toString(),
                new Authentication.AuthenticationHeader(Secret.of("s3cr3t")).toString(),
                new Credentials(1, Secret.of("s3cr3t"), Optional.empty(), Optional.empty()).toString(),
                datagram.toString(),
                Decoder.decode(datagram).toString());
        assertFalse(texts.contains("s3cr3t"), texts);
        assertFalse(texts.contains(HexFormat.of().formatHex("s3cr3t".getBytes(StandardCharsets.US_ASCII))), texts);
    }
}
