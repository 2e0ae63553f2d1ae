package org.keepvip.conf.reading;

import java.util.Optional;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.keyword.Draft;
import org.keepvip.conf.keyword.Problems;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.model.Authentication;
import org.keepvip.conf.model.InitialState;
import org.keepvip.conf.model.Password;
import org.keepvip.conf.model.VrrpInstance;
import org.keepvip.conf.model.VrrpInstance.Election;
import org.keepvip.conf.model.VrrpInstance.Identity;

/** Completes authentication, which is for version 2 alone. */
record AuthenticationCompletion(Draft<VrrpInstance> draft, Problems problems) {
    /** The authentication that adverts have; empty for none. */
    Optional<Authentication> complete(
            Optional<Authentication> written, Identity identity, boolean signed, boolean strict) {
        if (written.isEmpty()) {
            return written;
        }
        Optional<Draft<Authentication>> block =
                draft.blocks("authentication", Authentication.class).stream().reduce((_, last) -> last);
        Authentication authentication = written.get();
        boolean ah = authentication.type().equals(Optional.of(Authentication.Type.AH));
        if (authentication.type().isEmpty()) {
            return noAuthentication("no auth_type", "write auth_type PASS, or remove the block, on all nodes");
        }
        if (authentication.password().isEmpty()) {
            return noAuthentication("no auth_pass", "write auth_pass, or remove the block, on all nodes");
        }
        if (signed) {
            return noAuthentication("auth_hmac signs the adverts", "remove the block");
        }
        if (strict) {
            return noAuthentication("strict mode", "remove the block, or vrrp_strict, on all nodes");
        }
        if (identity.version() == 3) {
            return noAuthentication("version 3 has none", "remove the block");
        }
        if (ah && identity.family() == Family.IPV6) {
            return noAuthentication("AH is for IPv4 alone", "write auth_type PASS on all nodes");
        }
        if (authentication.password().filter(Password::isCut).isPresent() && block.isPresent()) {
            problems.warn(
                    Kind.GENERAL,
                    block.get().at("auth_pass"),
                    "auth_pass has more than 8 octets; an advert carries the first 8, the rest is cut off",
                    "write 8 octets or fewer, the same on all nodes");
        }
        return written;
    }

    private Optional<Authentication> noAuthentication(String reason, String fix) {
        problems.warn(Kind.GENERAL, draft.at("authentication"), "authentication is off: " + reason, fix);
        return Optional.empty();
    }

    /** A MASTER at start would send before it knows how far its peers' AH sequence has run. */
    Election signedStart(Election election, Authentication authentication) {
        if (!authentication.type().equals(Optional.of(Authentication.Type.AH))
                || election.state() != InitialState.MASTER
                || election.priority() == 255) {
            return election;
        }
        problems.warn(
                Kind.GENERAL,
                draft.at("state"),
                "state MASTER with auth_type AH is for the owner of priority 255 alone; BACKUP is used",
                "write state BACKUP");
        return new Election(
                InitialState.BACKUP,
                election.priority(),
                election.interval(),
                election.downTimerAdverts(),
                election.preempt(),
                election.preemptDelay(),
                election.lowerPriorityNoAdvert(),
                election.higherPrioritySendAdvert());
    }
}
