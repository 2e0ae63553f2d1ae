package org.keepvip.daemon.mail;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.keepvip.conf.model.GlobalDefs;
import org.keepvip.conf.model.Mail;
import org.keepvip.conf.model.SmtpServer;

/**
 * Where mail is handed in, and what stands on every letter.
 *
 * @param node the name of this node in subjects
 * @param host the server, name or address
 * @param port 1 to 65535
 * @param helo what we call ourselves there
 * @param timeout for the connection and for each answer
 * @param sender as in the From header
 * @param recipients as in the To header, at least one
 * @param protection empty: in the clear, as keepalived
 */
public record Postbox(
        String node,
        String host,
        int port,
        String helo,
        Duration timeout,
        String sender,
        List<String> recipients,
        Optional<Protection> protection) {
    /**
     * STARTTLS: nothing is sent to a server that does not offer it or cannot prove its name.
     *
     * @param authorities a PEM file of the only authorities to believe; empty: the public ones
     * @param login who we are there
     */
    public record Protection(Optional<Path> authorities, Optional<Login> login) {}

    /** A name and a password. */
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return user;
        }
    }

    /**
     * What a configuration says, and this machine where it says nothing: looking that up may take long.
     *
     * @param globals with a mail server
     */
    public static Postbox of(GlobalDefs globals) {
        Mail mail = globals.mail();
        SmtpServer server = mail.server().orElseThrow();
        String machine = machine();
        return new Postbox(
                globals.routerId().orElse(machine),
                server.host(),
                server.port(),
                mail.helo().orElse(machine),
                mail.timeout(),
                mail.sender().orElse(System.getProperty("user.name") + "@" + machine),
                mail.recipients(),
                protection(mail));
    }

    private static Optional<Protection> protection(Mail mail) {
        if (!mail.startTls()) {
            return Optional.empty();
        }
        Optional<Login> login =
                mail.user().flatMap(user -> mail.password().map(password -> new Login(user, password.text())));
        return Optional.of(new Protection(mail.authorities().map(Path::of), login));
    }

    /** The host's whole name, if the name service knows it. */
    private static String machine() {
        try {
            InetAddress self = InetAddress.getLocalHost();
            String whole = self.getCanonicalHostName();
            return whole.equals(self.getHostAddress()) ? self.getHostName() : whole;
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** The address alone, of {@code Name <address>} or {@code address}. */
    static String address(String mailbox) {
        int from = mailbox.lastIndexOf('<');
        int to = mailbox.indexOf('>', from + 1);
        return from >= 0 && to > from ? mailbox.substring(from + 1, to) : mailbox.strip();
    }
}
