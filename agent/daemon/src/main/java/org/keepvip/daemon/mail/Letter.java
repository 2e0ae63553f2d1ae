package org.keepvip.daemon.mail;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A mail, in the form in which keepalived writes it, so that filters made for keepalived's sort ours.
 *
 * @param subject what happened to whom, without the node's name
 * @param body one line
 * @param date when it happened
 */
public record Letter(String subject, String body, ZonedDateTime date) {
    private static final DateTimeFormatter RFC_822 =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    /** Headers, an empty line and the body, lines ended by CR LF. */
    String text(Postbox postbox) {
        return String.join(
                "\r\n",
                "Date: " + RFC_822.format(date),
                "From: " + postbox.sender(),
                "Subject: [" + postbox.node() + "] " + subject,
                "X-Mailer: Keepalived",
                "To: " + String.join(", ", postbox.recipients()),
                "",
                "=> " + body + " <=",
                "",
                "");
    }
}
