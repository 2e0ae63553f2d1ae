package org.keepvip.simulator.world;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.vrrp.Event;
import org.keepvip.vrrp.Settings;
import org.keepvip.vrrp.packet.Advertisement;
import org.keepvip.vrrp.packet.AdvertisementTemplate;
import org.keepvip.vrrp.packet.Datagram;
import org.keepvip.vrrp.packet.Envelope;
import org.keepvip.vrrp.packet.SignatureTime;
import org.keepvip.vrrp.reception.Freshness;
import org.keepvip.vrrp.reception.ReceiveChecks;
import org.keepvip.vrrp.reception.Repeats;
import org.keepvip.vrrp.reception.ReplayMarks;
import org.keepvip.vrrp.reception.Standing;
import org.keepvip.vrrp.reception.Verdict;

/** What an agent's process has at the wire: the codec and the receive checks, as the daemon uses them. */
final class RawSocket {
    /** More adverts than a router uses in turn: its own priority and the release, to each of a few peers. */
    private static final int MOST_TEMPLATES = 16;

    /** No simulated router signs, so none has a wall clock. */
    private static final Freshness UNSIGNED = new Freshness(new SignatureTime(0), new ReplayMarks());

    private final Settings settings;
    private final ReceiveChecks checks;
    private final Repeats repeats = new Repeats();
    /** By identity: a MASTER sends the same object again and again. */
    private final IdentityHashMap<Advertisement, AdvertisementTemplate[]> templates = new IdentityHashMap<>();

    private final List<IpAddress> destinations;
    private int identification;
    private int sequence;

    RawSocket(Settings settings, Settings reception) {
        this.settings = settings;
        this.checks = new ReceiveChecks(reception);
        this.destinations = switch (settings.wire().transport()) {
            case Settings.Transport.Multicast(IpAddress group) -> List.of(group);
            case Settings.Transport.Unicast(List<Settings.Peer> peers) ->
                peers.stream().map(Settings.Peer::address).toList();
        };
    }

    /** The same process's socket under other settings: who listens has counted the sequence so far. */
    RawSocket after(Settings next, Settings reception) {
        RawSocket socket = new RawSocket(next, reception);
        socket.identification = identification;
        socket.sequence = sequence;
        return socket;
    }

    /** Where adverts go. */
    List<IpAddress> destinations() {
        return destinations;
    }

    /** The advert as it goes to each destination, in their order. */
    Frame.Octets[] encode(IpAddress source, Advertisement advertisement) {
        if (templates.size() > MOST_TEMPLATES) {
            templates.clear();
        }
        AdvertisementTemplate[] ready = templates.computeIfAbsent(advertisement, unknown -> templates(source, unknown));
        identification = AdvertisementTemplate.identificationAfter(identification);
        sequence++;
        Frame.Octets[] frames = new Frame.Octets[ready.length];
        for (int i = 0; i < ready.length; i++) {
            byte[] octets = ready[i].octets(identification, sequence).clone();
            frames[i] = new Frame.Octets(new Envelope(source, destinations.get(i), ttl()), octets, true);
        }
        return frames;
    }

    private AdvertisementTemplate[] templates(IpAddress source, Advertisement advertisement) {
        return destinations.stream()
                .map(destination -> AdvertisementTemplate.of(
                        advertisement,
                        settings.wire().authentication(),
                        settings.wire().checksumForm(),
                        new Envelope(source, destination, ttl())))
                .toArray(AdvertisementTemplate[]::new);
    }

    private int ttl() {
        return settings.wire().ttl().orElse(255);
    }

    /** What the state machine is told of the datagram; empty when it is not for this router. */
    Optional<Event> received(Frame.Octets frame, boolean master, Optional<IpAddress> own) {
        byte[] octets = frame.octets();
        if (Datagram.vrid(settings.family(), octets, octets.length)
                != settings.vrid().value()) {
            return Optional.empty();
        }
        Standing standing = new Standing(master, own, List.of(), sequence);
        Verdict known = settings.family() == Family.IPV4 ? repeats.recall(standing, octets, octets.length) : null;
        if (known != null) {
            return Optional.of(known.event());
        }
        Datagram datagram = datagram(frame);
        Verdict verdict = checks.check(standing, UNSIGNED, datagram);
        repeats.remember(standing, datagram, verdict);
        if (verdict instanceof Verdict.Accepted accepted && accepted.sequence().isPresent()) {
            int theirs = accepted.sequence().getAsInt();
            sequence = Integer.compareUnsigned(theirs, sequence) > 0 ? theirs : sequence;
        }
        return Optional.of(verdict.event());
    }

    private static Datagram datagram(Frame.Octets frame) {
        byte[] octets = frame.octets();
        return frame.source() instanceof IpAddress.V6 source && frame.destination() instanceof IpAddress.V6 destination
                ? Datagram.ofIpv6(source, destination, frame.hopLimit(), octets, octets.length)
                : Datagram.ofIpv4(octets, octets.length, false);
    }
}
