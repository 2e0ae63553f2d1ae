package org.keepvip.conf.reading;

import java.util.Optional;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.keyword.Draft;
import org.keepvip.conf.keyword.Problems;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.model.GlobalDefs;
import org.keepvip.conf.model.VrrpInstance;
import org.keepvip.conf.model.VrrpInstance.Path;

/** Completes how adverts travel: multicast or unicast, from which address. */
final class PathCompletion {
    private final Draft<VrrpInstance> draft;
    private final GlobalDefs globals;
    private final Problems problems;

    PathCompletion(Draft<VrrpInstance> draft, GlobalDefs globals, Problems problems) {
        this.draft = draft;
        this.globals = globals;
        this.problems = problems;
    }

    Path complete(Path written, Family family, boolean strict) {
        boolean unicast = !written.peers().isEmpty();
        if (unicast && strict) {
            problems.warn(
                    Kind.ADVICE,
                    draft.at("unicast_peer"),
                    "strict mode and unicast contradict each other; keepalived from 2.3 on refuses to start",
                    "remove vrrp_strict, or write strict_mode off");
        }
        if (!unicast) {
            withoutPeers(written);
        }
        if (written.oldUnicastChecksum().equals(Optional.of(VrrpInstance.OldUnicastChecksum.NEVER))) {
            problems.warn(
                    Kind.ADVICE,
                    draft.at("old_unicast_checksum"),
                    "old_unicast_checksum never is without effect: the old form is only sent to a peer that sends it, and"
                            + " is accepted from any",
                    "remove it");
        }
        return new Path(
                written.peers(),
                written.unicastSource(),
                written.multicastSource(),
                unicast ? noGroup(written) : Optional.of(group(written, family)),
                unicast ? written.ttl() : Optional.empty(),
                written.faultWithoutPeer(),
                written.oldUnicastChecksum(),
                written.checksumWithoutPseudoHeader(),
                source(written, family));
    }

    private void withoutPeers(Path written) {
        if (written.unicastSource().isPresent() || draft.has("unicast_peer")) {
            String keyword = written.unicastSource().isPresent() ? "unicast_src_ip" : "unicast_peer";
            String fix = "write unicast_peer { ADDRESS } for unicast, or mcast_src_ip for multicast";
            if (written.faultWithoutPeer()) {
                problems.error(
                        Kind.ADVICE,
                        draft.at(keyword),
                        keyword + " without a peer: with unicast_fault_no_peer, " + draft.name() + " stays in FAULT",
                        fix);
            } else {
                problems.warn(
                        Kind.DEPRECATED,
                        draft.at(keyword),
                        keyword + " without a peer: adverts go to the multicast group",
                        fix);
            }
        }
        if (written.ttl().isPresent()) {
            problems.warn(
                    Kind.GENERAL,
                    draft.at("unicast_ttl"),
                    "unicast_ttl without a peer is ignored",
                    "write unicast_peer { ADDRESS }");
        }
    }

    private Optional<IpAddress> noGroup(Path written) {
        written.group()
                .ifPresent(group -> problems.warn(
                        Kind.GENERAL,
                        draft.at("mcast_dst_ip"),
                        "mcast_dst_ip " + group + " is ignored: adverts go to the peers",
                        "remove mcast_dst_ip"));
        return Optional.empty();
    }

    private IpAddress group(Path written, Family family) {
        IpAddress standard = switch (family) {
            case IPV4 -> globals.defaults().group4();
            case IPV6 -> globals.defaults().group6();
        };
        return written.group()
                .filter(group -> {
                    boolean fits = group.family() == family && group.isMulticast();
                    if (!fits) {
                        problems.warn(
                                Kind.GENERAL,
                                draft.at("mcast_dst_ip"),
                                "mcast_dst_ip takes an " + Texts.of(family) + " multicast address, not " + group + "; "
                                        + standard + " is used",
                                "write mcast_dst_ip " + standard + ", or remove the line");
                    }
                    return fits;
                })
                .orElse(standard);
    }

    /** Both keywords set the same address; the one written last counts. */
    private Optional<IpAddress> source(Path written, Family family) {
        Optional<IpAddress> unicast =
                written.unicastSource().filter(source -> sourceFits("unicast_src_ip", source, family));
        Optional<IpAddress> multicast =
                written.multicastSource().filter(source -> sourceFits("mcast_src_ip", source, family));
        boolean multicastLast =
                draft.order().indexOf("mcast_src_ip") > draft.order().indexOf("unicast_src_ip");
        if (unicast.isPresent() && multicast.isPresent()) {
            String last = multicastLast ? "mcast_src_ip" : "unicast_src_ip";
            problems.warn(
                    Kind.ADVICE,
                    draft.at(last),
                    "mcast_src_ip and unicast_src_ip set the same address; " + last + " counts, being the last",
                    "remove one of them");
        }
        return multicastLast ? multicast.or(() -> unicast) : unicast.or(() -> multicast);
    }

    private boolean sourceFits(String keyword, IpAddress source, Family family) {
        String wrong = "";
        if (source.family() != family) {
            wrong = source + " is not an " + Texts.of(family) + " address";
        } else if (source.isMulticast() || source.isUnspecified()) {
            wrong = source + " cannot be a source address";
        }
        if (!wrong.isEmpty()) {
            problems.error(
                    Kind.GENERAL, draft.at(keyword), wrong + "; the line is ignored", "write an address of this node");
        }
        return wrong.isEmpty();
    }
}
