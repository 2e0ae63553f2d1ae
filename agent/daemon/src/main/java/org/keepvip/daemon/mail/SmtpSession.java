package org.keepvip.daemon.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.apache.commons.net.smtp.AuthenticatingSMTPClient;
import org.apache.commons.net.smtp.AuthenticatingSMTPClient.AUTH_METHOD;
import org.apache.commons.net.smtp.SMTPReply;

/** One connection to a mail server. The only class that knows the mail library: an agent that sends no mail never loads it. */
final class SmtpSession implements AutoCloseable {
    private final Postbox postbox;
    private final AuthenticatingSMTPClient client;

    /** The server said no. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1;

        private final boolean lasting;

        private RefusedException(String what, AuthenticatingSMTPClient client) {
            super(what + ": " + client.getReplyString().strip());
            lasting = SMTPReply.isNegativePermanent(client.getReplyCode());
        }

        /** Whether asking again is of no use (RFC 5321 section 4.2.1, 5yz). */
        boolean isLasting() {
            return lasting;
        }
    }

    private SmtpSession(Postbox postbox, AuthenticatingSMTPClient client) {
        this.postbox = postbox;
        this.client = client;
    }

    /**
     * Connects and greets.
     *
     * @throws IOException no connection, no answer in time, an answer that is a refusal, a server that cannot be believed
     */
    static SmtpSession open(Postbox postbox) throws IOException {
        AuthenticatingSMTPClient client = new AuthenticatingSMTPClient("TLS", false, "UTF-8");
        int timeout = Math.clamp(postbox.timeout().toMillis(), 1, Integer.MAX_VALUE);
        client.setConnectTimeout(timeout);
        client.setDefaultTimeout(timeout);
        SmtpSession session = new SmtpSession(postbox, client);
        try {
            client.connect(postbox.host(), postbox.port());
            session.expect("greeting", client.getReplyCode());
            if (postbox.protection().isPresent()) {
                session.protect(postbox.protection().get());
            } else {
                session.expect("HELO", client.helo(postbox.helo()));
            }
            return session;
        } catch (IOException e) {
            session.disconnect();
            throw e;
        }
    }

    private void protect(Postbox.Protection protection) throws IOException {
        expect("EHLO", client.ehlo(postbox.helo()));
        client.setEndpointCheckingEnabled(true);
        if (protection.authorities().isPresent()) {
            client.setTrustManager(believing(protection.authorities().get()));
        }
        if (!client.execTLS()) {
            throw new RefusedException("STARTTLS", client);
        }
        expect("EHLO", client.ehlo(postbox.helo()));
        if (protection.login().isPresent()) {
            authenticate(protection.login().get());
        }
    }

    private void authenticate(Postbox.Login login) throws IOException {
        String offered = client.getReplyString().toUpperCase(Locale.ROOT);
        AUTH_METHOD method =
                offered.matches("(?s).*AUTH[ =][^\\r\\n]*\\bPLAIN\\b.*") ? AUTH_METHOD.PLAIN : AUTH_METHOD.LOGIN;
        try {
            if (!client.auth(method, login.user(), login.password())) {
                throw new RefusedException("login as " + login.user(), client);
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("login as " + login.user(), e);
        }
    }

    private static TrustManager believing(Path authorities) throws IOException {
        try (InputStream pem = Files.newInputStream(authorities)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("authority-" + number++, certificate);
            }
            if (number == 0) {
                throw new IOException("no certificate in " + authorities);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers()[0];
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot use the certificates in " + authorities + ": " + e.getMessage(), e);
        }
    }

    /**
     * Hands in one letter.
     *
     * @return the recipients whom the server refuses, with its words, while it took the letter for others
     * @throws RefusedException it took the letter for nobody
     */
    List<String> send(Letter letter) throws IOException {
        expect("MAIL FROM", client.mail("<" + Postbox.address(postbox.sender()) + ">"));
        List<String> refused = new ArrayList<>();
        for (String recipient : postbox.recipients()) {
            if (!SMTPReply.isPositiveCompletion(client.rcpt("<" + Postbox.address(recipient) + ">"))) {
                refused.add(recipient + ": " + client.getReplyString().strip());
            }
        }
        if (refused.size() == postbox.recipients().size()) {
            RefusedException none = new RefusedException("every recipient refused", client);
            client.reset();
            throw none;
        }
        Writer data = client.sendMessageData();
        if (data == null) {
            throw new RefusedException("DATA", client);
        }
        try (data) {
            data.write(letter.text(postbox));
        }
        if (!client.completePendingCommand()) {
            throw new RefusedException("the letter", client);
        }
        return refused;
    }

    private void expect(String what, int reply) throws RefusedException {
        if (!SMTPReply.isPositiveCompletion(reply)) {
            throw new RefusedException(what, client);
        }
    }

    @Override
    public void close() {
        try {
            client.quit();
        } catch (IOException gone) {
            // It has what we had to say.
        }
        disconnect();
    }

    private void disconnect() {
        try {
            client.disconnect();
        } catch (IOException alreadyGone) {
            // Nothing is left to be closed.
        }
    }
}
