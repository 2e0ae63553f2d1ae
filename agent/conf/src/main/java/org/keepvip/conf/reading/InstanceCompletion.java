package org.keepvip.conf.reading;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.keyword.Draft;
import org.keepvip.conf.keyword.Problems;
import org.keepvip.conf.keyword.Statement;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.model.Authentication;
import org.keepvip.conf.model.Garp;
import org.keepvip.conf.model.GlobalDefs;
import org.keepvip.conf.model.InitialState;
import org.keepvip.conf.model.Password;
import org.keepvip.conf.model.VrrpInstance;
import org.keepvip.conf.model.VrrpInstance.Addresses;
import org.keepvip.conf.model.VrrpInstance.Election;
import org.keepvip.conf.model.VrrpInstance.Identity;
import org.keepvip.conf.model.VrrpInstance.Reception;

/**
 * Completes one instance: what depends on several keywords, in the order in which keepalived decides it. The parts are
 * completed one after the other because each needs the ones before.
 */
final class InstanceCompletion {
    private final Draft<VrrpInstance> draft;
    private final GlobalDefs globals;
    private final Machine machine;
    private final Problems problems;
    private final Strictness strictness;

    InstanceCompletion(Draft<VrrpInstance> draft, GlobalDefs globals, Machine machine, Problems problems) {
        this.machine = machine;
        this.draft = draft;
        this.globals = globals;
        this.problems = problems;
        this.strictness = new Strictness(draft, problems);
    }

    /** The instance; empty when it cannot run, which a problem then says. */
    Optional<VrrpInstance> complete(Map<String, Object> inherited, List<String> notServed) {
        Family family = new FamilyOf(draft).family();
        new AddressRules(draft, machine, problems).apply(family, headers(draft.build(inherited), family));
        new TrackingRules(draft, problems).apply();
        VrrpInstance written = draft.build(inherited);
        boolean strict = written.reception().strict();
        VrrpInstance.Path path = new PathCompletion(draft, globals, problems).complete(written.path(), family, strict);
        Identity identity = identity(written, family, strict);
        Election election = election(written.election(), identity.version(), strict);
        boolean owner = election.priority() == 255;
        Optional<Authentication> authentication = authentication(written.authentication(), identity, strict);
        Addresses addresses = addresses(written.addresses(), identity.version(), strict, owner);
        if (!runs(identity, path, addresses, strict)) {
            return Optional.empty();
        }
        return Optional.of(new VrrpInstance(
                written.name(),
                identity,
                authentication.isPresent() ? signedStart(election, authentication.get()) : election,
                path,
                authentication,
                reception(written.reception(), path),
                addresses,
                written.tracking(),
                garp(written.garp(), strict),
                unserved(path, notServed)));
    }

    private int version(VrrpInstance written, Family family) {
        return family == Family.IPV6 && !draft.has("version")
                ? 3
                : written.identity().version();
    }

    /** Octets of IP header, VRRP header and, of version 2 on IPv4, authentication data and authentication header. */
    private int headers(VrrpInstance written, Family family) {
        if (family == Family.IPV6) {
            return 40 + 8;
        }
        boolean ah = written.authentication()
                .flatMap(Authentication::type)
                .filter(type -> type == Authentication.Type.AH)
                .isPresent();
        return 20 + 8 + (version(written, family) == 2 ? 8 + (ah ? 24 : 0) : 0);
    }

    private Identity identity(VrrpInstance all, Family family, boolean strict) {
        int version = version(all, family);
        Identity written = all.identity();
        if (strict && family == Family.IPV6 && version == 2) {
            problems.warn(
                    Kind.GENERAL,
                    draft.at("version"),
                    "strict mode knows no version 2 for IPv6; version 3 is used",
                    "write version 3");
            version = 3;
        }
        return new Identity(written.device(), written.vrid(), version, written.nativeIpv6(), family);
    }

    private Election election(Election written, int version, boolean strict) {
        boolean saysMaster = draft.statements("state").stream().anyMatch(InstanceCompletion::isMaster);
        int priority = written.priority();
        if (saysMaster && !draft.has("priority")) {
            priority = 255;
            problems.warn(
                    Kind.ADVICE,
                    draft.at("state"),
                    "state MASTER without a priority means priority 255, the owner of the addresses: it takes over at once"
                            + " whatever nopreempt says",
                    "write the priority that is meant, such as priority 100");
        }
        repeatedState();
        boolean owner = priority == 255;
        boolean master = saysMaster || (owner && !draft.has("state"));
        if (strict) {
            master = strictness.state(master, owner);
        }
        return new Election(
                master ? InitialState.MASTER : InitialState.BACKUP,
                priority,
                interval(written.interval(), version),
                strict ? strictness.downTimerAdverts(written.downTimerAdverts()) : written.downTimerAdverts(),
                preempt(written.preempt(), master, owner),
                preemptDelay(written, master, strict),
                strict || written.lowerPriorityNoAdvert(),
                !strict && written.higherPrioritySendAdvert());
    }

    private void repeatedState() {
        boolean master = false;
        for (Statement statement : draft.statements("state")) {
            boolean saysMaster = isMaster(statement);
            if (master && !saysMaster) {
                problems.warn(
                        Kind.GENERAL,
                        statement.value(),
                        "state BACKUP is ignored, because state MASTER stands before it",
                        "remove one of them");
            }
            master |= saysMaster;
        }
    }

    private static boolean isMaster(Statement state) {
        return state.arguments().stream().limit(1).anyMatch(word -> word.text().equals("MASTER"));
    }

    private boolean preempt(boolean written, boolean master, boolean owner) {
        if (written || !(master || owner)) {
            return written;
        }
        problems.warn(
                Kind.GENERAL,
                draft.at("preempt"),
                master && !owner
                        ? "nopreempt has no effect with state MASTER"
                        : "nopreempt has no effect with priority 255, the owner's",
                master && !owner ? "write state BACKUP on all nodes" : "write a priority of at most 254");
        return true;
    }

    private Duration preemptDelay(Election written, boolean master, boolean strict) {
        if (written.preemptDelay().isZero()) {
            return Duration.ZERO;
        }
        String reason = "";
        if (strict) {
            reason = "strict mode";
        } else if (master) {
            reason = "state MASTER";
        } else if (!written.preempt()) {
            reason = "nopreempt";
        }
        if (reason.isEmpty()) {
            return written.preemptDelay();
        }
        problems.warn(
                Kind.GENERAL,
                draft.at("preempt_delay"),
                "preempt_delay has no effect with " + reason,
                master ? "write state BACKUP on all nodes" : "remove one of them");
        return Duration.ZERO;
    }

    /** Version 2 carries whole seconds in an octet (RFC 3768 section 5.3.7), version 3 centiseconds in 12 bits. */
    private Duration interval(Duration written, int version) {
        long unit = version == 2 ? 1_000_000_000L : 10_000_000L;
        long most = version == 2 ? 255 : 4095;
        long units = Math.clamp((written.toNanos() + unit / 2) / unit, 1, most);
        Duration used = Duration.ofNanos(units * unit);
        if (!used.equals(written)) {
            problems.warn(
                    Kind.GENERAL,
                    draft.at("advert_int"),
                    "version " + version + " cannot carry an interval of " + Texts.seconds(written) + " s; "
                            + Texts.seconds(used) + " s is used",
                    version == 2 && written.compareTo(Duration.ofSeconds(40)) < 0
                            ? "write advert_int " + Texts.seconds(used) + ", or version 3 on all nodes"
                            : "write advert_int " + Texts.seconds(used));
        }
        return used;
    }

    private Optional<Authentication> authentication(
            Optional<Authentication> written, Identity identity, boolean strict) {
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
    private Election signedStart(Election election, Authentication authentication) {
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

    private static Reception reception(Reception written, VrrpInstance.Path path) {
        boolean ttlLimits = path.peers().stream().anyMatch(peer -> peer.minTtl() > 0 || peer.maxTtl() < 255);
        return new Reception(
                written.strict(),
                written.skipAddressCheck(),
                written.checkUnicastSource() || ttlLimits,
                written.ownerIgnoresAdverts());
    }

    private Addresses addresses(Addresses written, int version, boolean strict, boolean owner) {
        boolean accept = strict ? strictness.accept(written.accept(), version, owner) : written.accept();
        boolean noneAllowed = written.noneAllowed() && !strict;
        if (written.noneAllowed() && strict) {
            problems.warn(
                    Kind.GENERAL,
                    draft.at("no_virtual_ipaddress"),
                    "strict mode requires virtual addresses; no_virtual_ipaddress is ignored",
                    "write virtual_ipaddress { … }");
        }
        return new Addresses(
                written.advertised(), written.excluded(), noneAllowed, accept, written.promoteSecondaries());
    }

    private Garp garp(Garp written, boolean strict) {
        atLeastOne("garp_master_repeat", written.repeat());
        atLeastOne("garp_master_refresh_repeat", written.refreshRepeat());
        return new Garp(
                written.delay(),
                Math.max(1, written.repeat()),
                written.refresh(),
                Math.max(1, written.refreshRepeat()),
                strict ? Duration.ZERO : written.lowerPriorityDelay(),
                strict ? 0 : written.lowerPriorityRepeat());
    }

    private void atLeastOne(String keyword, int repeat) {
        if (repeat == 0 && draft.has(keyword)) {
            problems.warn(Kind.GENERAL, draft.at(keyword), keyword + " 0 counts as 1", "write " + keyword + " 1");
        }
    }

    private boolean runs(Identity identity, VrrpInstance.Path path, Addresses addresses, boolean strict) {
        boolean runs = true;
        if (identity.vrid() == 0) {
            problems.fatal(
                    Kind.FATAL,
                    draft.at("virtual_router_id"),
                    draft.name() + " has no valid virtual_router_id",
                    "write virtual_router_id 1..255, the same on all nodes");
            runs = false;
        }
        boolean sourced = path.source()
                .filter(a -> identity.family() == Family.IPV4 || !a.isLinkLocal())
                .isPresent();
        if (identity.device().isEmpty() && (path.peers().isEmpty() || !sourced)) {
            problems.fatal(
                    Kind.FATAL,
                    draft.place(),
                    draft.name() + " has no interface; only unicast with a unicast_src_ip"
                            + (identity.family() == Family.IPV6 ? " that is not link-local" : "") + " does without",
                    "write interface NAME");
            runs = false;
        }
        if (addresses.advertised().isEmpty() && !addresses.noneAllowed()) {
            boolean fatal = identity.version() == 3 || strict;
            String missing = draft.name() + " has no virtual_ipaddress";
            String fix = "write virtual_ipaddress { ADDRESS/LENGTH }";
            if (fatal) {
                problems.fatal(
                        Kind.FATAL,
                        draft.place(),
                        missing + ", which " + (strict ? "strict mode" : "version 3") + " requires",
                        strict ? fix : fix + ", or no_virtual_ipaddress");
            } else {
                problems.warn(Kind.WARNING, draft.place(), missing, fix);
            }
            runs &= !fatal;
        }
        return runs;
    }

    private static List<String> unserved(VrrpInstance.Path path, List<String> outside) {
        List<String> keywords = new ArrayList<>(outside);
        if (path.peers().isEmpty() && path.faultWithoutPeer()) {
            keywords.add("unicast_fault_no_peer");
        }
        return List.copyOf(keywords);
    }
}
