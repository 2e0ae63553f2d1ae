package org.keepvip.daemon.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.keepvip.daemon.journal.Recording;

/** Against a real SMTP server, aiosmtpd. */
@Timeout(120)
class MailerTest {
    private static final ZonedDateTime DATE = ZonedDateTime.of(2026, 11, 25, 1, 26, 30, 0, ZoneOffset.UTC);
    private static final Letter LETTER =
            new Letter("VRRP Instance VI_1 - Entering MASTER state", "VRRP Instance is now owning VRRP VIPs", DATE);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final Recording log = new Recording();

    private static Postbox postbox(int port, Optional<Postbox.Protection> protection) {
        return new Postbox(
                "node_a",
                "localhost",
                port,
                "helo.example.net",
                Duration.ofSeconds(10),
                "KV Node <kv@example.net>",
                List.of("ops@example.net", "Second Person <second@example.net>"),
                protection);
    }

    private MailServer server(String... options) throws IOException, InterruptedException {
        return new MailServer(folder, List.of(), options);
    }

    private Mailer mailer(Postbox postbox) {
        return new Mailer(() -> postbox, Optional.empty(), log.journal());
    }

    /** A certificate for localhost that nobody vouches for but itself. */
    private void certificate() throws IOException, InterruptedException {
        List<String> command = List.of(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=DNS:localhost",
                "-keyout",
                key(),
                "-out",
                authority());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }

    private String key() {
        return folder.resolve("key.pem").toString();
    }

    private String authority() {
        return folder.resolve("certificate.pem").toString();
    }

    private Optional<Postbox.Protection> protection(String password) {
        return Optional.of(new Postbox.Protection(
                Optional.of(Path.of(authority())), Optional.of(new Postbox.Login("kv", password))));
    }

    /** Why no session is opened. */
    private static String refusal(Postbox postbox) {
        return String.valueOf(
                assertThrows(IOException.class, () -> SmtpSession.open(postbox)).getMessage());
    }

    @Test
    void aLetterLooksAsKeepalivedsDo() throws Exception {
        try (MailServer server = server()) {
            Mailer mailer = mailer(postbox(server.port(), Optional.empty()));
            mailer.mail("VI_1", LETTER);
            MailServer.Mail mail = server.mail();
            assertEquals(
                    List.of(
                            "helo helo.example.net",
                            "from kv@example.net",
                            "to ops@example.net",
                            "to second@example.net"),
                    mail.envelope());
            // What keepalived 2.2.7 sent for the same transition.
            assertEquals("""
                    Date: Wed, 25 Nov 2026 01:26:30 +0000
                    From: KV Node <kv@example.net>
                    Subject: [node_a] VRRP Instance VI_1 - Entering MASTER state
                    X-Mailer: Keepalived
                    To: ops@example.net, Second Person <second@example.net>

                    => VRRP Instance is now owning VRRP VIPs <=

                    """.replace("\n", "\r\n"), mail.text());
            mailer.close(PATIENCE);
        }
    }

    @Test
    void aBusyServerIsAskedAgain() throws Exception {
        try (MailServer server = server("--busy", "1")) {
            Mailer mailer = mailer(postbox(server.port(), Optional.empty()));
            for (int i = 0; i < 3; i++) {
                mailer.mail("VI_" + i, new Letter("number " + i, "body", DATE));
            }
            for (int i = 0; i < 3; i++) {
                assertTrue(server.mail().text().contains("number " + i));
            }
            mailer.close(PATIENCE);
            assertTrue(log.tells("451 busy, "), () -> log.lines().toString());
        }
    }

    @Test
    void tlsAndALogin() throws Exception {
        certificate();
        try (MailServer server = server("--tls", authority(), key(), "--login", "kv", "geheim")) {
            Mailer mailer = mailer(postbox(server.port(), protection("geheim")));
            mailer.mail("VI_1", LETTER);
            MailServer.Mail mail = server.mail();
            assertEquals("tls kv", mail.how() + " " + mail.who());
            assertTrue(mail.text().contains("Entering MASTER state"));
            mailer.close(PATIENCE);
        }
    }

    @Test
    void aWrongPasswordIsToldWithoutIt() throws Exception {
        certificate();
        try (MailServer server = server("--tls", authority(), key(), "--login", "kv", "geheim")) {
            Postbox postbox = postbox(server.port(), protection("falsch"));
            String refusal = refusal(postbox);
            assertTrue(refusal.startsWith("login as kv: 535"), refusal);
            assertFalse(refusal.contains("falsch"));
        }
    }

    @Test
    void aServerThatNobodyVouchesForGetsNothing() throws Exception {
        certificate();
        try (MailServer server = server("--tls", authority(), key())) {
            Postbox postbox =
                    postbox(server.port(), Optional.of(new Postbox.Protection(Optional.empty(), Optional.empty())));
            String refusal = refusal(postbox);
            assertTrue(refusal.contains("certification path"), refusal);
        }
    }

    @Test
    void aServerWithoutTlsGetsNoPassword() throws Exception {
        certificate();
        try (MailServer server = server()) {
            Postbox postbox = postbox(server.port(), protection("geheim"));
            String refusal = refusal(postbox);
            assertTrue(refusal.startsWith("STARTTLS: 454"), refusal);
        }
    }

    @Test
    void oneUnknownRecipientDoesNotKeepItFromTheOthers() throws Exception {
        try (MailServer server = server("--refuse", "second@example.net")) {
            Mailer mailer = mailer(postbox(server.port(), Optional.empty()));
            mailer.mail("VI_1", LETTER);
            assertTrue(server.mail().text().contains("Entering MASTER state"));
            mailer.close(PATIENCE);
            log.journal().close(PATIENCE);
            assertTrue(log.tells("mail not taken for Second Person <second@example.net>: 550 no such user"));
        }
    }

    @Test
    void whatCouldNotBeSentIsToldAtTheEnd() throws Exception {
        int port;
        try (MailServer server = server()) {
            port = server.port();
        }
        Mailer mailer = mailer(postbox(port, Optional.empty()));
        mailer.mail("VI_1", LETTER);
        mailer.close(PATIENCE);
        log.journal().close(PATIENCE);
        assertTrue(
                log.tells("1 mails were not sent before the end"),
                () -> log.lines().toString());
    }
}
