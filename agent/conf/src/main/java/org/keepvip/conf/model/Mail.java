package org.keepvip.conf.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.keepvip.conf.keyword.Keyword;
import org.keepvip.conf.keyword.Many;

/** Whom transitions are mailed, and how. */
public record Mail(
        @Keyword(value = "notification_email", many = Many.BLOCK, help = "Recipients.", otherwise = "none")
        List<String> recipients,

        @Keyword(value = "notification_email_from", help = "Sender.", otherwise = "user@host")
        Optional<String> sender,

        @Keyword(
                value = "smtp_server",
                note =
                        "STARTTLS and login (smtp_starttls, smtp_user, smtp_password); a server that does not answer is tried again.",
                help = "Mail server and port.",
                otherwise = "none: no mail")
        Optional<SmtpServer> server,

        @Keyword(value = "smtp_helo_name", help = "Name given in HELO.", otherwise = "the host name")
        Optional<String> helo,

        @Keyword(
                value = "smtp_connect_timeout",
                min = "0",
                max = "4294",
                unit = "s",
                standard = "30",
                help = "Timeout of the connection and of each answer; 0 counts as 1.")
        Duration timeout,

        @Keyword(value = "smtp_alert", onOff = true, help = "Mail for all instances and groups.")
        boolean alert,

        @Keyword(value = "smtp_alert_vrrp", onOff = true, inherits = "smtp_alert", help = "The same, VRRP only.")
        boolean vrrpAlert,

        @Keyword(value = "no_email_faults", help = "No mail for FAULT.")
        boolean noneForFaults,

        @Keyword(
                value = "smtp_starttls",
                help = "Send only encrypted, to a server that proves its name; KeepVIP's own keyword.")
        boolean startTls,

        @Keyword(
                value = "smtp_ca_file",
                help = "PEM file of the authorities that may vouch for the server; KeepVIP's own keyword.",
                otherwise = "the public authorities")
        Optional<String> authorities,

        @Keyword(
                value = "smtp_user",
                help = "Name to log in with, after STARTTLS only; KeepVIP's own keyword.",
                otherwise = "none: no login")
        Optional<String> user,

        @Keyword(value = "smtp_password", help = "Password to log in with; KeepVIP's own keyword.", otherwise = "none")
        Optional<Password> password) {}
