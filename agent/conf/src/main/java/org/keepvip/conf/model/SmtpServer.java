package org.keepvip.conf.model;

import java.util.Optional;
import org.keepvip.conf.keyword.Spelled;

/**
 * The mail server.
 *
 * @param host name or address, as written
 * @param port 1 to 65535
 */
@Spelled(argument = "HOST [PORT]", expected = "a host and a port of 1..65535", words = 2)
public record SmtpServer(String host, int port) {
    @Override
    public String toString() {
        return host + " " + port;
    }

    /** The server that {@code words} say; port 25 when none is given. */
    public static Optional<SmtpServer> parse(String words) {
        String[] parts = words.split(" ", 2);
        if (parts.length == 1) {
            return Optional.of(new SmtpServer(words, 25));
        }
        return Optional.of(parts[1])
                .filter(text -> text.matches("\\d{1,5}"))
                .map(Integer::parseInt)
                .filter(port -> port >= 1 && port <= 65535)
                .map(port -> new SmtpServer(parts[0], port));
    }
}
