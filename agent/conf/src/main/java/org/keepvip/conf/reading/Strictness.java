package org.keepvip.conf.reading;

import org.keepvip.conf.address.Family;
import org.keepvip.conf.keyword.Draft;
import org.keepvip.conf.keyword.Problems;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.model.AddressLine;
import org.keepvip.conf.model.VrrpInstance;
import org.keepvip.conf.model.VrrpInstance.Reception;

/** What vrrp_strict and strict_mode change, each time with a word about it. */
final class Strictness {
    private final Draft<VrrpInstance> draft;
    private final Problems problems;

    Strictness(Draft<VrrpInstance> draft, Problems problems) {
        this.draft = draft;
        this.problems = problems;
    }

    /** Strict mode makes state say what the priority says. */
    boolean state(boolean master, boolean owner) {
        if (master == owner) {
            return master;
        }
        problems.warn(
                Kind.GENERAL,
                draft.at("state"),
                owner
                        ? "strict mode: priority 255 is the owner's, which starts as MASTER; state BACKUP is ignored"
                        : "strict mode: only the owner of priority 255 starts as MASTER; state MASTER is ignored",
                owner ? "write state MASTER" : "write state BACKUP");
        return owner;
    }

    /** Three, by RFC 9568 section 6.1. */
    int downTimerAdverts(int written) {
        if (written != 3) {
            problems.warn(
                    Kind.GENERAL,
                    draft.at("down_timer_adverts"),
                    "strict mode: down_timer_adverts is 3, not " + written,
                    "remove down_timer_adverts");
        }
        return 3;
    }

    /** A switch that strict mode keeps on; true. */
    boolean on(String keyword, boolean written) {
        reset(keyword, !written, "on");
        return true;
    }

    /** A switch that strict mode keeps off; false. */
    boolean off(String keyword, boolean written) {
        reset(keyword, written, "off");
        return false;
    }

    /** The number of packets after a losing advert; 0. */
    int noRepeat(int written) {
        reset("garp_lower_prio_repeat", written != 0, "0");
        return 0;
    }

    private void reset(String keyword, boolean differs, String used) {
        if (differs && draft.has(keyword)) {
            problems.warn(
                    Kind.GENERAL,
                    draft.at(keyword),
                    "strict mode: " + keyword + " is " + used + ", whatever is written",
                    "remove " + keyword);
        }
    }

    /** An owner's answer to adverts would be none of the RFC's. */
    boolean ownerIgnoresAdverts(Reception written) {
        if (written.strict() && draft.has("owner_ignore_adverts")) {
            problems.warn(
                    Kind.GENERAL,
                    draft.at("owner_ignore_adverts"),
                    "strict mode: the owner ignores adverts; owner_ignore_adverts off is ignored",
                    "remove it");
        }
        return written.strict();
    }

    /** RFC 9568 section 5.2.9: the first IPv6 address is the link-local one. */
    void firstAddress(boolean strict) {
        draft.lines("virtual_ipaddress", AddressLine.class).stream()
                .findFirst()
                .filter(line -> line.value().family() == Family.IPV6)
                .filter(line -> !line.value().address().address().isLinkLocal())
                .ifPresent(line -> {
                    String message = "the first IPv6 address is to be link-local (RFC 9568 section 5.2.9), not "
                            + line.value().address().address();
                    String fix = "write a link-local address above it, on all nodes";
                    if (strict) {
                        problems.error(Kind.GENERAL, line.first(), message, fix);
                    } else {
                        problems.warn(Kind.ADVICE, line.first(), message, fix);
                    }
                });
    }

    /** Accept_Mode: off by RFC 9568 section 6.1 unless it is configured; version 2 does not know it. */
    boolean accept(boolean written, int version, boolean owner) {
        boolean accept = owner || (draft.has("accept") && written && version == 3);
        if (draft.has("accept") && written && !accept) {
            problems.warn(
                    Kind.GENERAL,
                    draft.at("accept"),
                    "strict mode: version 2 knows no accept; it is ignored",
                    "write version 3 on all nodes, or remove vrrp_strict");
        }
        if (!accept) {
            problems.warn(
                    Kind.ADVICE,
                    draft.at("strict_mode"),
                    "strict mode: packets addressed to the virtual addresses are dropped, so that no client reaches them",
                    version == 3 ? "write accept, or remove vrrp_strict" : "remove vrrp_strict");
        }
        return accept;
    }
}
