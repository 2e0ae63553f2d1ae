package org.keepvip.vrrp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.address.Prefix;
import org.keepvip.conf.model.AddressLine;
import org.keepvip.conf.model.AuthHmac;
import org.keepvip.conf.model.Broadcast;
import org.keepvip.conf.model.Configuration;
import org.keepvip.conf.model.Garp;
import org.keepvip.conf.model.GlobalDefs;
import org.keepvip.conf.model.InterfaceName;
import org.keepvip.conf.model.Password;
import org.keepvip.conf.model.UseIpvlan;
import org.keepvip.conf.model.VrrpInstance;
import org.keepvip.vrrp.packet.Authentication;
import org.keepvip.vrrp.packet.ChecksumForm;
import org.keepvip.vrrp.packet.Priority;
import org.keepvip.vrrp.packet.Secret;
import org.keepvip.vrrp.packet.SigningKey;
import org.keepvip.vrrp.packet.Version;
import org.keepvip.vrrp.packet.Vrid;

/** The virtual routers that a configuration describes. */
public final class ConfiguredRouters {
    private static final int LARGEST_TTL = 255;

    private ConfiguredRouters() {}

    /** One router for each instance, in the order of the file. */
    public static List<Settings> of(Configuration configuration) {
        VirtualInterfaceNames names = new VirtualInterfaceNames(configuration);
        return configuration.instances().stream()
                .map(instance -> settings(
                        instance, configuration, new VirtualInterfaceChoice(instance, configuration.globals(), names)))
                .toList();
    }

    private static Settings settings(
            VrrpInstance instance, Configuration configuration, VirtualInterfaceChoice virtual) {
        GlobalDefs globals = configuration.globals();
        VrrpInstance.Identity identity = instance.identity();
        return new Settings(
                instance.name(),
                identity.device().map(InterfaceName::name),
                virtual.interfaces(),
                new Vrid(identity.vrid()),
                identity.family(),
                wire(instance),
                election(instance.election(), globals),
                reception(instance.reception()),
                addresses(instance.addresses(), virtual),
                routing(instance.routing()),
                announcing(instance, globals),
                ConfiguredTracking.of(instance, configuration),
                instance.notServed());
    }

    private static Settings.Wire wire(VrrpInstance instance) {
        return new Settings.Wire(
                instance.identity().version() == 2 ? Version.V2 : Version.V3,
                authentication(instance),
                checksumForm(instance.path()),
                transport(instance.path()),
                source(instance),
                ttl(instance));
    }

    /** An ipvlan's own address comes before others. */
    private static Optional<IpAddress> source(VrrpInstance instance) {
        return instance.virtualInterface()
                .ipvlan()
                .flatMap(UseIpvlan::address)
                .map(Prefix::address)
                .or(() -> instance.path().source());
    }

    private static Authentication authentication(VrrpInstance instance) {
        return instance.signature()
                .map(ConfiguredRouters::signed)
                .or(() -> instance.authentication().flatMap(ConfiguredRouters::authentication))
                .orElseGet(Authentication.None::new);
    }

    /** Complete, it has a window and a way to tell replays. */
    private static Authentication signed(AuthHmac written) {
        List<SigningKey> keys = written.keys().stream()
                .map(key -> new SigningKey(key.id(), key.octets()))
                .toList();
        Optional<SigningKey> active = keys.stream()
                .filter(key -> written.activeKey().equals(Optional.of(key.id())))
                .findFirst();
        Authentication.Mode mode = switch (written.mode()) {
            case ENFORCE -> Authentication.Mode.ENFORCE;
            case PERMISSIVE -> Authentication.Mode.PERMISSIVE;
            case RECEIVE_ONLY -> Authentication.Mode.RECEIVE_ONLY;
        };
        Authentication.AntiReplay antiReplay = switch (written.antiReplay().orElseThrow()) {
            case TIME -> Authentication.AntiReplay.TIME;
            case MONOTONIC -> Authentication.AntiReplay.MONOTONIC;
        };
        Duration window = written.timeWindow().orElseThrow();
        return new Authentication.Signed(keys, active, mode, antiReplay, window);
    }

    private static Optional<Authentication> authentication(org.keepvip.conf.model.Authentication written) {
        Optional<Secret> secret = written.password().map(Password::text).map(Secret::of);
        return written.type()
                .flatMap(type -> secret.map(octets -> switch (type) {
                    case PASS -> new Authentication.Password(octets);
                    case AH -> new Authentication.AuthenticationHeader(octets);
                }));
    }

    private static ChecksumForm checksumForm(VrrpInstance.Path path) {
        if (path.checksumWithoutPseudoHeader()) {
            return ChecksumForm.MESSAGE_ONLY;
        }
        boolean old = path.oldUnicastChecksum().equals(Optional.of(VrrpInstance.OldUnicastChecksum.ALWAYS));
        return old && !path.peers().isEmpty() ? ChecksumForm.GROUP_PSEUDO_HEADER : ChecksumForm.PSEUDO_HEADER;
    }

    private static Settings.Transport transport(VrrpInstance.Path path) {
        if (path.group().isPresent()) {
            return new Settings.Transport.Multicast(path.group().get());
        }
        return new Settings.Transport.Unicast(path.peers().stream()
                .map(peer -> new Settings.Peer(peer.address(), peer.minTtl(), peer.maxTtl()))
                .toList());
    }

    /** Multicast is always 255 (RFC 9568 section 5.1.1.3); unicast over IPv6 has the kernel's default unless written. */
    private static Optional<Integer> ttl(VrrpInstance instance) {
        boolean kernelDefault =
                !instance.path().peers().isEmpty() && instance.identity().family() == Family.IPV6;
        return instance.path().ttl().or(() -> kernelDefault ? Optional.empty() : Optional.of(LARGEST_TTL));
    }

    private static Settings.Election election(VrrpInstance.Election election, GlobalDefs globals) {
        return new Settings.Election(
                new Priority(election.priority()),
                election.interval(),
                election.downTimerAdverts(),
                election.preempt(),
                election.preemptDelay(),
                !election.lowerPriorityNoAdvert(),
                election.higherPrioritySendAdvert(),
                globals.start().startupDelay());
    }

    private static Settings.Reception reception(VrrpInstance.Reception reception) {
        return new Settings.Reception(
                reception.strict(),
                reception.skipAddressCheck(),
                reception.checkUnicastSource(),
                reception.ownerIgnoresAdverts());
    }

    private static Settings.Addresses addresses(VrrpInstance.Addresses addresses, VirtualInterfaceChoice virtual) {
        return new Settings.Addresses(
                addresses.advertised().stream()
                        .map(line -> vip(line, virtual.device(line)))
                        .toList(),
                addresses.excluded().stream()
                        .map(line -> vip(line, virtual.device(line)))
                        .toList(),
                addresses.noneAllowed(),
                addresses.promoteSecondaries(),
                addresses.accept());
    }

    private static Settings.Routing routing(org.keepvip.conf.model.Routing written) {
        List<RoutingEntry> entries = new ArrayList<>();
        written.routes().forEach(line -> entries.add(new VirtualRoute(line)));
        written.rules().forEach(line -> entries.add(new VirtualRule(line)));
        return new Settings.Routing(List.copyOf(entries));
    }

    static Vip vip(AddressLine line, String device) {
        return new Vip(
                line.address(),
                device,
                line.broadcast().map(broadcast -> broadcast(broadcast, line.address())),
                line.label(),
                line.scope().number(),
                line.peer(),
                flags(line),
                line.deprecated(),
                !line.untracked());
    }

    private static IpAddress broadcast(Broadcast broadcast, Prefix prefix) {
        return switch (broadcast) {
            case Broadcast.Address(IpAddress address) -> address;
            case Broadcast.HostBitsOne() -> hostBits(prefix, true);
            case Broadcast.HostBitsZero() -> hostBits(prefix, false);
        };
    }

    private static IpAddress hostBits(Prefix prefix, boolean set) {
        byte[] octets = prefix.address().octets();
        for (int bit = prefix.length(); bit < prefix.family().bits(); bit++) {
            int mask = 0x80 >> bit % 8;
            octets[bit / 8] = (byte) (set ? octets[bit / 8] | mask : octets[bit / 8] & ~mask);
        }
        return IpAddress.of(octets);
    }

    /** keepalived adds IPv6 addresses without duplicate address detection unless -nodad says otherwise. */
    private static Set<Vip.Flag> flags(AddressLine line) {
        Set<Vip.Flag> flags = EnumSet.noneOf(Vip.Flag.class);
        if (line.family() == Family.IPV6 && !line.duplicateAddressDetection()) {
            flags.add(Vip.Flag.NODAD);
        }
        if (line.home()) {
            flags.add(Vip.Flag.HOMEADDRESS);
        }
        if (line.mngtmpaddr()) {
            flags.add(Vip.Flag.MANAGETEMPADDR);
        }
        if (line.autojoin()) {
            flags.add(Vip.Flag.MCAUTOJOIN);
        }
        if (line.noprefixroute()) {
            flags.add(Vip.Flag.NOPREFIXROUTE);
        }
        return Set.copyOf(flags);
    }

    private static Settings.Announcing announcing(VrrpInstance instance, GlobalDefs globals) {
        return new Settings.Announcing(
                instance.garp().repeat(),
                instance.garp().delay(),
                instance.garp().refresh(),
                instance.garp().refreshRepeat(),
                instance.garp().lowerPriorityDelay(),
                instance.garp().lowerPriorityRepeat(),
                globals.garp().garpInterval(),
                globals.garp().gnaInterval(),
                elsewhere(instance.garp()));
    }

    private static Settings.Elsewhere elsewhere(Garp garp) {
        return garp.elsewhere()
                .map(written -> new Settings.Elsewhere(written.interval(), written.all()))
                .orElse(Settings.Elsewhere.NONE);
    }
}
