package org.keepvip.conf.reading;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.keyword.Draft;
import org.keepvip.conf.keyword.Problems;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.model.Fifos;
import org.keepvip.conf.model.GarpDefaults;
import org.keepvip.conf.model.GlobalDefs;
import org.keepvip.conf.model.RunAs;
import org.keepvip.conf.model.Scripting;

/** Completes global_defs. */
final class GlobalCompletion {
    private static final IpAddress GROUP4 = IpAddress.literal("224.0.0.18");
    private static final IpAddress GROUP6 = IpAddress.literal("ff02::12");

    private final Draft<GlobalDefs> draft;
    private final Problems problems;

    GlobalCompletion(Draft<GlobalDefs> draft, Problems problems) {
        this.draft = draft;
        this.problems = problems;
    }

    GlobalDefs complete() {
        GlobalDefs globals = draft.build(Map.of());
        zeroInterval("vrrp_garp_interval", globals.garp().garpInterval());
        zeroInterval("vrrp_gna_interval", globals.garp().gnaInterval());
        iptables("vrrp_iptables");
        iptables("vrrp_ipsets");
        return new GlobalDefs(
                globals.routerId(),
                new MailCompletion(draft, problems).complete(globals.mail()),
                defaults(globals.defaults()),
                garp(globals.garp()),
                globals.start(),
                globals.scheduling(),
                globals.interfaces(),
                globals.firewall(),
                globals.iproute(),
                scripts(globals.scripts()),
                fifos(globals.fifos(), globals.scripts().user()),
                globals.files(),
                globals.reload(),
                globals.buffers());
    }

    private static Scripting scripts(Scripting written) {
        return new Scripting(
                written.user(),
                written.secured(),
                written.symlinkPaths(),
                written.supplementaryGroups(),
                written.startup().map(command -> command.orRunAs(written.user())),
                written.startupTimeout(),
                written.shutdown().map(command -> command.orRunAs(written.user())),
                written.shutdownTimeout(),
                written.notifyTimeout());
    }

    private static Fifos fifos(Fifos written, Optional<RunAs> user) {
        return new Fifos(
                written.all(),
                written.allScript().map(command -> command.orRunAs(user)),
                written.vrrp(),
                written.vrrpScript().map(command -> command.orRunAs(user)),
                written.writeOnReload(),
                written.priorityChanges());
    }

    private void iptables(String keyword) {
        if (draft.has(keyword)) {
            problems.warn(
                    Kind.GENERAL,
                    draft.at(keyword),
                    keyword + " is without effect: nftables filters, in a table of its own",
                    "remove it; write nftables TABLE for another table than keepalived");
        }
    }

    private void zeroInterval(String keyword, Duration interval) {
        if (draft.has(keyword) && interval.isZero()) {
            problems.warn(
                    Kind.INVALID_NUMBER,
                    draft.at(keyword),
                    keyword + " 0 means no pause, which is the default; keepalived calls it out of range",
                    "remove the line");
        }
    }

    private GlobalDefs.Defaults defaults(GlobalDefs.Defaults defaults) {
        return new GlobalDefs.Defaults(
                defaults.version(),
                group("vrrp_mcast_group4", defaults.group4(), Family.IPV4, GROUP4),
                group("vrrp_mcast_group6", defaults.group6(), Family.IPV6, GROUP6),
                defaults.strict(),
                defaults.skipAddressCheck(),
                defaults.checkUnicastSource(),
                defaults.checksumWithoutPseudoHeader(),
                defaults.downTimerAdverts(),
                defaults.lowerPriorityNoAdvert(),
                defaults.higherPrioritySendAdvert(),
                defaults.ownerIgnoresAdverts());
    }

    private IpAddress group(String keyword, IpAddress group, Family family, IpAddress standard) {
        if (group.family() == family && group.isMulticast()) {
            return group;
        }
        problems.warn(
                Kind.GENERAL,
                draft.at(keyword),
                keyword + " takes an " + Texts.of(family) + " multicast address, not " + group + "; " + standard
                        + " is used",
                "write " + keyword + " " + standard + ", or remove the line");
        return standard;
    }

    /** vrrp_min_garp: one packet, no second set, no refresh, where nothing else is written. */
    private GarpDefaults garp(GarpDefaults garp) {
        boolean minimal = garp.minimal();
        boolean oneDelay = minimal && !draft.has("vrrp_garp_master_delay");
        boolean oneRepeat = minimal && !draft.has("vrrp_garp_master_repeat");
        Duration delay = oneDelay ? Duration.ZERO : garp.delay();
        int repeat = oneRepeat ? 1 : Math.max(1, garp.repeat());
        return new GarpDefaults(
                delay,
                repeat,
                garp.refresh(),
                Math.max(1, garp.refreshRepeat()),
                draft.has("vrrp_garp_lower_prio_delay") ? garp.lowerPriorityDelay() : delay,
                draft.has("vrrp_garp_lower_prio_repeat") ? garp.lowerPriorityRepeat() : repeat,
                garp.garpInterval(),
                garp.gnaInterval(),
                minimal,
                garp.elsewhere());
    }
}
