package org.keepvip.daemon.agent;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.linux.socket.Destination;
import org.keepvip.vrrp.Action;
import org.keepvip.vrrp.Settings;
import org.keepvip.vrrp.packet.AdvertisementTemplate;
import org.keepvip.vrrp.packet.Authentication;
import org.keepvip.vrrp.packet.ChecksumForm;
import org.keepvip.vrrp.packet.Envelope;
import org.keepvip.vrrp.packet.SignatureTime;
import org.keepvip.vrrp.packet.SignatureTrailer;

/** Encodes one router's adverts, once for as long as they say the same, and hands them to its channel. */
final class Transmitter {
    /** One copy of the advert. */
    private record Copy(AdvertisementTemplate template, ByteBuffer octets, Destination destination) {}

    private final Settings settings;
    private final ChecksumForm form;
    private final int ifindex;
    private final List<Copy> copies = new ArrayList<>();
    private final @Nullable SignatureTrailer signer;
    private Action.@Nullable SendAdvertisement encoded;
    private int identification;

    /**
     * A transmitter.
     *
     * @param ifindex of the router's device; 0 without one
     * @param identification the last IP identification sent; 0 for none
     */
    Transmitter(Settings settings, ChecksumForm form, int ifindex, int identification) {
        this.settings = settings;
        this.form = form;
        this.ifindex = ifindex;
        this.identification = identification;
        signer = settings.wire().authentication() instanceof Authentication.Signed signed
                ? signed.signer().map(SignatureTrailer::new).orElse(null)
                : null;
    }

    /** The last IP identification sent. */
    int identification() {
        return identification;
    }

    /**
     * Sends one advert, to the group or to every peer.
     *
     * @param sequence of the authentication header, unsigned
     * @param signedAt of the signature, which is the same for every peer
     */
    void send(
            Action.SendAdvertisement action,
            int sequence,
            SignatureTime signedAt,
            RunningRouter router,
            Channel channel) {
        if (!Objects.equals(encoded, action)) {
            encode(action);
            encoded = action;
        }
        sign(signedAt);
        identification = AdvertisementTemplate.identificationAfter(identification);
        for (int i = 0; i < copies.size(); i++) {
            Copy copy = copies.get(i);
            copy.template.octets(identification, sequence);
            channel.send(router, copy.octets, copy.destination);
        }
    }

    private void sign(SignatureTime signedAt) {
        if (signer == null || copies.isEmpty()) {
            return;
        }
        AdvertisementTemplate first = copies.getFirst().template;
        first.sign(signer, signedAt);
        for (int i = 1; i < copies.size(); i++) {
            copies.get(i).template.signLike(first);
        }
    }

    private void encode(Action.SendAdvertisement action) {
        copies.clear();
        switch (settings.wire().transport()) {
            case Settings.Transport.Multicast(IpAddress group) -> add(action, group, 255);
            case Settings.Transport.Unicast(List<Settings.Peer> peers) -> {
                for (Settings.Peer peer : peers) {
                    add(action, peer.address(), settings.wire().ttl().orElse(255));
                }
            }
        }
    }

    private void add(Action.SendAdvertisement action, IpAddress to, int ttl) {
        AdvertisementTemplate template = AdvertisementTemplate.of(
                action.advertisement(), settings.wire().authentication(), form, new Envelope(action.source(), to, ttl));
        // The template patches this very array for each advert.
        ByteBuffer octets = ByteBuffer.wrap(template.octets(1, 0));
        copies.add(new Copy(template, octets, destination(action.source(), to)));
    }

    private Destination destination(IpAddress source, IpAddress to) {
        boolean scoped = to.isMulticast() || to.isLinkLocal();
        int scope = to.family() == Family.IPV6 && scoped ? ifindex : 0;
        return to.family() == Family.IPV4
                ? Destination.ip(KernelAddress.of(to), 0)
                : Destination.ip(KernelAddress.of(to), scope, KernelAddress.of(source));
    }
}
