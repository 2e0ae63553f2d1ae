package org.keepvip.vrrp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.vrrp.FaultReason.Condition;
import org.keepvip.vrrp.FaultReason.Dependency;
import org.keepvip.vrrp.FaultReason.Setback;
import org.keepvip.vrrp.packet.Authentication;
import org.keepvip.vrrp.packet.Priority;
import org.keepvip.vrrp.packet.Version;

/**
 * What the router was told of the machine around it, and what follows: its faults and its priority.
 *
 * @param links the links reported; one that was not counts as absent
 * @param reportedSource the address the interface offers, or the configured one while the interface has it
 * @param socketsRefused the errno's name when the kernel refuses the sockets
 * @param tidings what it was told of trackers
 * @param setbacks faults that end by time
 * @param sendSetbacks how many of them there were because of sending, since it last worked or something changed
 */
public record Surroundings(
        Map<String, Link> links,
        Optional<IpAddress> reportedSource,
        Optional<String> socketsRefused,
        Tidings tidings,
        List<Setback> setbacks,
        int sendSetbacks) {
    static final Surroundings UNKNOWN =
            new Surroundings(Map.of(), Optional.empty(), Optional.empty(), Tidings.NONE, List.of(), 0);

    private static final Priority OVERRULED = new Priority(254);

    Link link(String name) {
        return links.getOrDefault(name, Link.ABSENT);
    }

    /** The address adverts come from and ties are broken by. */
    public Optional<IpAddress> source(Settings settings) {
        return settings.wire().source().isPresent() ? settings.wire().source() : reportedSource;
    }

    Surroundings with(String name, Link link) {
        Map<String, Link> changed = new TreeMap<>(links);
        changed.put(name, link);
        return withAnotherChance(Collections.unmodifiableMap(changed), reportedSource, socketsRefused);
    }

    Surroundings with(Optional<IpAddress> source) {
        return withAnotherChance(links, source, socketsRefused);
    }

    Surroundings withSockets(Optional<String> refusal) {
        return withAnotherChance(links, reportedSource, refusal);
    }

    /** What changed may have mended what failed; somebody who takes addresses off is not its doing. */
    private Surroundings withAnotherChance(
            Map<String, Link> nextLinks, Optional<IpAddress> nextSource, Optional<String> refusal) {
        return new Surroundings(nextLinks, nextSource, refusal, tidings, keeping(Surroundings::isContested), 0);
    }

    Surroundings with(Tidings told) {
        return new Surroundings(links, reportedSource, socketsRefused, told, setbacks, sendSetbacks);
    }

    private static boolean isContested(Setback setback) {
        return setback instanceof FaultReason.VipContested || setback instanceof FaultReason.RoutingContested;
    }

    Surroundings with(Setback setback) {
        List<Setback> more = new ArrayList<>(setbacks);
        more.add(setback);
        int sending = setback instanceof FaultReason.SendFailing ? sendSetbacks + 1 : sendSetbacks;
        return new Surroundings(links, reportedSource, socketsRefused, tidings, List.copyOf(more), sending);
    }

    Surroundings withoutSetbacks() {
        return setbacks.isEmpty() && sendSetbacks == 0
                ? this
                : new Surroundings(links, reportedSource, socketsRefused, tidings, List.of(), 0);
    }

    /** Sending works, or worked until just now. */
    Surroundings withoutSendSetbacks() {
        return sendSetbacks == 0 ? this : new Surroundings(links, reportedSource, socketsRefused, tidings, setbacks, 0);
    }

    Surroundings setbacksAfter(Moment now) {
        return new Surroundings(
                links,
                reportedSource,
                socketsRefused,
                tidings,
                keeping(setback -> setback.until().isAfter(now)),
                sendSetbacks);
    }

    private List<Setback> keeping(Predicate<Setback> kept) {
        return setbacks.isEmpty() ? setbacks : setbacks.stream().filter(kept).toList();
    }

    /** When the first setback ends. */
    Moment deadline() {
        Moment first = Moment.NEVER;
        for (int i = 0; i < setbacks.size(); i++) {
            first = Moment.earliest(first, setbacks.get(i).until());
        }
        return first;
    }

    /** Base priority plus what is tracked contributes, 1 to 254; an owner's is 255 whatever that says. */
    Priority effectivePriority(Settings settings) {
        Priority base = settings.election().priority();
        List<Settings.TrackedInterface> tracked = settings.tracking().interfaces();
        if (base.isOwner()) {
            return tidings.isOverruled() ? OVERRULED : base;
        }
        int sum = base.value() + tidings.contribution(settings.tracking().trackers());
        for (int i = 0; i < tracked.size(); i++) {
            sum += contribution(tracked.get(i));
        }
        int effective = Math.clamp(sum, 1, 254);
        return effective == base.value() ? base : new Priority(effective);
    }

    private int contribution(Settings.TrackedInterface tracked) {
        boolean counts = tracked.weight() > 0 == link(tracked.name()).isUp();
        return !counts ? 0 : tracked.reverse() ? -tracked.weight() : tracked.weight();
    }

    /** Whether a datagram is likely to leave: the interface is up, there is an address, and the kernel did not refuse. */
    boolean canSend(Settings settings) {
        return source(settings).isPresent()
                && socketsRefused.isEmpty()
                && setbacks.stream().noneMatch(FaultReason.SendFailing.class::isInstance)
                && settings.device().map(device -> link(device).isUp()).orElse(true)
                && settings.sendsOn().map(device -> link(device).isUp()).orElse(true);
    }

    /** Every reason for FAULT there is now, in a fixed order; empty when the router may take part. */
    SequencedSet<FaultReason> faults(Settings settings) {
        SequencedSet<FaultReason> faults = new LinkedHashSet<>();
        for (String keyword : settings.notServed()) {
            faults.add(new FaultReason.NotServed(keyword));
        }
        if (settings.wire().authentication() instanceof Authentication.Signed signed
                && signed.activeKey().isEmpty()) {
            faults.add(new FaultReason.NoActiveKey());
        }
        if (settings.wire().transport() instanceof Settings.Transport.Unicast unicast
                && unicast.peers().isEmpty()) {
            faults.add(new FaultReason.NoPeers());
        }
        addInterfaceFaults(settings, faults);
        if (settings.device().map(device -> link(device).present()).orElse(true)) {
            addSourceFaults(settings, faults);
            socketsRefused.ifPresent(error -> faults.add(new FaultReason.SocketsRefused(error)));
        }
        addLengthFault(settings, faults);
        tidings.addFaults(settings.tracking().trackers(), faults);
        faults.addAll(setbacks);
        return Collections.unmodifiableSequencedSet(faults);
    }

    /** Every reason not to begin: the faults, and the trackers that are waited for. */
    SequencedSet<FaultReason> hindrances(Settings settings) {
        SequencedSet<FaultReason> hindrances = new LinkedHashSet<>(faults(settings));
        tidings.addAwaited(settings.tracking().trackers(), hindrances);
        return Collections.unmodifiableSequencedSet(hindrances);
    }

    private void addInterfaceFaults(Settings settings, SequencedSet<FaultReason> faults) {
        Optional<String> own = settings.device();
        boolean tracked = settings.tracking().ownInterface();
        own.filter(name -> tracked || !link(name).present())
                .ifPresent(name -> addUnlessUp(name, Dependency.OWN, faults));
        addVirtualInterfaceFaults(settings, faults);
        for (Settings.TrackedInterface other : settings.tracking().interfaces()) {
            if (other.weight() == 0 && !other.reverse()) {
                addUnlessUp(other.name(), Dependency.TRACKED, faults);
            } else if (other.weight() == 0 && link(other.name()).isUp()) {
                faults.add(new FaultReason.InterfaceUnusable(other.name(), Dependency.TRACKED, Condition.UP));
            }
        }
        for (int i = 0; i < settings.addresses().count(); i++) {
            String device = settings.addresses().vip(i).device();
            if (!own.equals(Optional.of(device)) && !isOwn(settings, device)) {
                addUnlessUp(device, Dependency.ADDRESS_DEVICE, faults);
            }
        }
        for (String device : settings.routing().devices()) {
            if (!own.equals(Optional.of(device)) && !isOwn(settings, device)) {
                addUnlessUp(device, Dependency.ROUTING_DEVICE, faults);
            }
        }
    }

    private static boolean isOwn(Settings settings, String device) {
        Optional<VirtualInterface> own = settings.interfaces().own();
        return own.isPresent() && own.get().name().equals(device);
    }

    private void addVirtualInterfaceFaults(Settings settings, SequencedSet<FaultReason> faults) {
        Settings.Interfaces interfaces = settings.interfaces();
        interfaces
                .own()
                .map(VirtualInterface::name)
                .filter(name ->
                        settings.tracking().ownInterface() || !link(name).present())
                .ifPresent(name -> addUnlessUp(name, Dependency.OWN, faults));
        interfaces.vrf().ifPresent(name -> addUnlessUp(name, Dependency.OWN, faults));
        for (VirtualInterface virtual : interfaces.forAddresses()) {
            if (!settings.device().equals(Optional.of(virtual.base()))) {
                addUnlessUp(virtual.base(), Dependency.ADDRESS_DEVICE, faults);
            }
        }
    }

    private void addUnlessUp(String name, Dependency dependency, SequencedSet<FaultReason> faults) {
        Link link = link(name);
        if (!link.isUp()) {
            Condition condition =
                    !link.present() ? Condition.ABSENT : link.adminUp() ? Condition.NO_CARRIER : Condition.ADMIN_DOWN;
            faults.add(new FaultReason.InterfaceUnusable(name, dependency, condition));
        }
    }

    private void addSourceFaults(Settings settings, SequencedSet<FaultReason> faults) {
        Optional<IpAddress> configured = settings.wire().source();
        if (configured.isEmpty() && reportedSource.isEmpty()) {
            faults.add(new FaultReason.NoSourceAddress());
        } else if (configured.isPresent()
                && (settings.tracking().sourceAddress() || settings.family() == Family.IPV6)
                && !reportedSource.equals(configured)) {
            faults.add(new FaultReason.SourceAddressLost(configured.get()));
        }
    }

    private void addLengthFault(Settings settings, SequencedSet<FaultReason> faults) {
        Link own = settings.device().map(this::link).orElse(Link.ABSENT);
        int length = advertisementLength(settings);
        if (own.present() && length > own.mtu()) {
            faults.add(new FaultReason.AdvertisementTooLong(length, own.mtu()));
        }
    }

    /** Octets of the advert with its IP header (RFC 3768 section 5.3, RFC 9568 section 5.2). */
    static int advertisementLength(Settings settings) {
        boolean ipv4 = settings.family() == Family.IPV4;
        int ipHeader = ipv4 ? 20 : 40;
        int proof = switch (settings.wire().authentication()) {
            case Authentication.None _, Authentication.Password _ -> 0;
            case Authentication.AuthenticationHeader _ -> 24;
            case Authentication.Signed signed -> signed.signer().isPresent() ? 28 : 0;
        };
        int authenticationData = ipv4 && settings.wire().version() == Version.V2 ? 8 : 0;
        int addresses =
                settings.addresses().advertised().size() * settings.family().octets();
        return ipHeader + proof + 8 + addresses + authenticationData;
    }
}
