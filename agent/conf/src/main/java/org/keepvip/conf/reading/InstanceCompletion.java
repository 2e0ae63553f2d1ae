package org.keepvip.conf.reading;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.keyword.Draft;
import org.keepvip.conf.keyword.Problems;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.language.SourceFiles;
import org.keepvip.conf.model.AuthHmac;
import org.keepvip.conf.model.Authentication;
import org.keepvip.conf.model.Garp;
import org.keepvip.conf.model.GlobalDefs;
import org.keepvip.conf.model.SyncGroup;
import org.keepvip.conf.model.Tuning;
import org.keepvip.conf.model.VirtualInterface;
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
    private final SourceFiles files;
    private final Optional<Draft<SyncGroup>> group;
    private final Problems problems;
    private final Strictness strictness;

    /**
     * The completion of one instance.
     *
     * @param files where keys are kept
     * @param group the vrrp_sync_group that it is in
     */
    InstanceCompletion(
            Draft<VrrpInstance> draft,
            GlobalDefs globals,
            Machine machine,
            SourceFiles files,
            Optional<Draft<SyncGroup>> group,
            Problems problems) {
        this.files = files;
        this.group = group;
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
        Election election =
                new ElectionCompletion(draft, problems).complete(written.election(), identity.version(), strict);
        boolean owner = election.priority() == 255;
        Optional<AuthHmac> signature = new SignatureCompletion(draft, files, problems)
                .complete(written.signature(), election.interval(), strict);
        AuthenticationCompletion signing = new AuthenticationCompletion(draft, problems);
        Optional<Authentication> authentication =
                signing.complete(written.authentication(), identity, signature.isPresent(), strict);
        Addresses addresses = addresses(written.addresses(), identity.version(), strict, owner);
        if (!runs(identity, path, addresses, strict)) {
            return Optional.empty();
        }
        VirtualInterfaceCompletion making = new VirtualInterfaceCompletion(draft, problems);
        VirtualInterface made = making.complete(written.virtualInterface(), path, strict);
        return Optional.of(new VrrpInstance(
                written.name(),
                identity,
                made,
                authentication.isPresent() ? signing.signedStart(election, authentication.get()) : election,
                path,
                authentication,
                signature,
                reception(written.reception(), path, owner),
                addresses,
                written.routing(),
                tracking(written.tracking(), owner),
                garp(written.garp(), strict),
                new NotifyCompletion(globals).complete(written.notifies()),
                tuning(written.tuning(), election),
                group.map(Draft::name),
                unserved(path, making.lacksAddress(made, identity, path), notServed)));
    }

    private VrrpInstance.Tracking tracking(VrrpInstance.Tracking written, boolean owner) {
        return new VrrpInstance.Tracking(
                new GroupTracking(draft, group, owner, problems).apply(written.trackers()),
                written.ignoreOwnInterface(),
                written.sourceAddress());
    }

    private int version(VrrpInstance written, Family family) {
        return family == Family.IPV6 && !draft.has("version")
                ? 3
                : written.identity().version();
    }

    /** Octets besides the addresses: IP header, VRRP header and whatever authenticates. */
    private int headers(VrrpInstance written, Family family) {
        int signature = written.signature().isPresent() ? 28 : 0;
        if (family == Family.IPV6) {
            return 40 + 8 + signature;
        }
        boolean ah = written.authentication()
                .flatMap(Authentication::type)
                .filter(type -> type == Authentication.Type.AH)
                .isPresent();
        return 20 + 8 + signature + (version(written, family) == 2 ? 8 + (ah ? 24 : 0) : 0);
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

    private Reception reception(Reception written, VrrpInstance.Path path, boolean owner) {
        boolean ttlLimits = path.peers().stream().anyMatch(peer -> peer.minTtl() > 0 || peer.maxTtl() < 255);
        return new Reception(
                written.strict(),
                written.skipAddressCheck(),
                written.checkUnicastSource() || ttlLimits,
                written.ownerIgnoresAdverts() || (owner && strictness.ownerIgnoresAdverts(written)));
    }

    private Tuning tuning(Tuning written, Election election) {
        boolean idle = written.timerExpiredBackup().isPresent() && election.preempt();
        if (idle) {
            problems.warn(
                    Kind.GENERAL,
                    draft.at("timer_expired_backup"),
                    "timer_expired_backup has no effect without nopreempt",
                    "write nopreempt, or remove it");
        }
        return idle ? written.withoutTimerExpiredBackup() : written;
    }

    private Addresses addresses(Addresses written, int version, boolean strict, boolean owner) {
        boolean accept = strict ? strictness.accept(written.accept(), version, owner) : written.accept();
        boolean noneAllowed = written.noneAllowed() && !strict;
        strictness.firstAddress(strict);
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
                strict ? strictness.noRepeat(written.lowerPriorityRepeat()) : written.lowerPriorityRepeat(),
                written.elsewhere());
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
                    Kind.GENERAL,
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
                    Kind.GENERAL,
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
                        Kind.GENERAL,
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

    private static List<String> unserved(VrrpInstance.Path path, boolean lacksAddress, List<String> outside) {
        List<String> keywords = new ArrayList<>(outside);
        if (path.peers().isEmpty() && path.faultWithoutPeer()) {
            keywords.add("unicast_fault_no_peer");
        }
        if (lacksAddress) {
            keywords.add("use_ipvlan without an address");
        }
        return List.copyOf(keywords);
    }
}
