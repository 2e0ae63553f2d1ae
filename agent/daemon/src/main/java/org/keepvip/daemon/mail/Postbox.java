package org.keepvip.daemon.mail;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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

    /** The address alone, of {@code Name <address>} or {@code address}. */
    static String address(String mailbox) {
        int from = mailbox.lastIndexOf('<');
        int to = mailbox.indexOf('>', from + 1);
        return from >= 0 && to > from ? mailbox.substring(from + 1, to) : mailbox.strip();
    }
}
