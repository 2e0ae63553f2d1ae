package org.keepvip.conf.reading;

import java.time.Duration;
import org.keepvip.conf.keyword.Draft;
import org.keepvip.conf.keyword.Problems;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.model.GlobalDefs;
import org.keepvip.conf.model.Mail;

/** Completes what global_defs says of mail. */
record MailCompletion(Draft<GlobalDefs> draft, Problems problems) {
    Mail complete(Mail written) {
        boolean zero = written.timeout().isZero();
        if (zero) {
            problems.warn(
                    Kind.GENERAL,
                    draft.at("smtp_connect_timeout"),
                    "smtp_connect_timeout 0 counts as 1",
                    "write smtp_connect_timeout 1");
        }
        checkLogin(written);
        return new Mail(
                written.recipients(),
                written.sender(),
                written.server(),
                written.helo(),
                zero ? Duration.ofSeconds(1) : written.timeout(),
                written.alert(),
                written.vrrpAlert(),
                written.noneForFaults(),
                written.startTls(),
                written.authorities(),
                written.user(),
                written.password());
    }

    /** A password goes over no connection that others can read. */
    private void checkLogin(Mail written) {
        boolean user = written.user().isPresent();
        boolean password = written.password().isPresent();
        if (user && !written.startTls()) {
            problems.error(
                    Kind.GENERAL,
                    draft.at("smtp_user"),
                    "smtp_user would send the password in the clear, so it is not used",
                    "add smtp_starttls");
        }
        demand("smtp_user", user, "smtp_password", password);
        demand("smtp_password", password, "smtp_user", user);
        demand("smtp_ca_file", written.authorities().isPresent(), "smtp_starttls", written.startTls());
    }

    private void demand(String keyword, boolean isWritten, String other, boolean isOther) {
        if (isWritten && !isOther) {
            problems.error(Kind.GENERAL, draft.at(keyword), keyword + " is of no use without " + other, "add " + other);
        }
    }
}
