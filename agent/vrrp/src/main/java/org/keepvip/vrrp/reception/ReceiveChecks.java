package org.keepvip.vrrp.reception;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.address.Prefix;
import org.keepvip.vrrp.Event;
import org.keepvip.vrrp.Rejection;
import org.keepvip.vrrp.Settings;
import org.keepvip.vrrp.packet.Advertisement;
import org.keepvip.vrrp.packet.Authentication;
import org.keepvip.vrrp.packet.Credentials;
import org.keepvip.vrrp.packet.Datagram;
import org.keepvip.vrrp.packet.Decoded;
import org.keepvip.vrrp.packet.Decoder;
import org.keepvip.vrrp.packet.Defect;
import org.keepvip.vrrp.packet.IntegrityCheck;
import org.keepvip.vrrp.packet.Secret;
import org.keepvip.vrrp.packet.Version;

/**
 * The checks of RFC 3768 section 7.1 and RFC 9568 section 7.1, in keepalived's order so that a packet with two faults is
 * counted under the same name, with the holes closed through which one forged packet could move a router. For one
 * virtual router; not for use by two threads at once.
 */
public final class ReceiveChecks {
    private static final IpAddress.V4 BROADCAST = new IpAddress.V4(-1);

    private final Settings settings;
    private final List<IpAddress> advertised;
    private final Set<IpAddress> advertisedSet;
    private final Set<IpAddress> held;
    private final @Nullable IntegrityCheck integrityCheck;
    private final @Nullable SignatureCheck signatureCheck;

    /** The checks of the router so configured. */
    public ReceiveChecks(Settings settings) {
        this.settings = settings;
        advertised = settings.addresses().advertised().stream()
                .map(vip -> vip.address().address())
                .toList();
        advertisedSet = Set.copyOf(advertised);
        held = settings.addresses().all().stream()
                .map(vip -> vip.address().address())
                .collect(Collectors.toSet());
        integrityCheck = settings.wire().authentication() instanceof Authentication.AuthenticationHeader(Secret secret)
                ? new IntegrityCheck(secret)
                : null;
        signatureCheck = settings.wire().authentication() instanceof Authentication.Signed signed
                ? new SignatureCheck(signed)
                : null;
    }

    /** Decodes and checks. */
    public Verdict check(Standing standing, Freshness freshness, Datagram datagram) {
        return switch (Decoder.decode(datagram)) {
            case Decoded.Malformed(Defect why) -> rejected(datagram, rejection(why));
            case Decoded.Advert advert -> {
                Optional<Rejection> rejection = rejection(standing, freshness, datagram, advert);
                yield rejection.isPresent()
                        ? rejected(datagram, rejection.get())
                        : accepted(standing, datagram, advert);
            }
        };
    }

    private static Verdict rejected(Datagram datagram, Rejection why) {
        return new Verdict.Rejected(new Event.AdvertisementRejected(datagram.source(), why));
    }

    private static Rejection rejection(Defect defect) {
        return switch (defect) {
            case TOO_SHORT -> Rejection.PACKET_TOO_SHORT;
            case TOO_LONG -> Rejection.PACKET_TOO_LONG;
            case IP_HEADER -> Rejection.IP_HEADER;
            case FRAGMENT -> Rejection.FRAGMENT;
            case VERSION -> Rejection.VERSION;
            case VRID -> Rejection.VRID;
        };
    }

    /** The first check that fails, if any. */
    private Optional<Rejection> rejection(
            Standing standing, Freshness freshness, Datagram datagram, Decoded.Advert advert) {
        return header(datagram, advert)
                .or(() -> signature(freshness, datagram, advert.credentials()))
                .or(() -> authentication(standing, datagram, advert.credentials()))
                .or(() -> message(advert))
                .or(() -> destination(datagram))
                .or(() -> source(standing, datagram))
                .or(() -> list(advert.advertisement().addresses()));
    }

    private Optional<Rejection> header(Datagram datagram, Decoded.Advert advert) {
        boolean strict = settings.reception().strict();
        if (!advert.advertisement().vrid().equals(settings.vrid())) {
            return Optional.of(Rejection.VRID);
        }
        if (advert.credentials().header().isPresent() != (integrityCheck != null)) {
            return Optional.of(Rejection.AUTH_TYPE_MISMATCH);
        }
        if (signatureCheck == null && advert.credentials().trailer().isPresent()) {
            return Optional.of(Rejection.SIGNATURE_UNEXPECTED);
        }
        if (strict && advert.ipOptions()) {
            return Optional.of(Rejection.IP_HEADER);
        }
        if (strict && datagram.isReassembled()) {
            return Optional.of(Rejection.FRAGMENT);
        }
        // RFC 9568 section 7.1: 255 proves that no router forwarded it. A peer's limits are looked at with the peer.
        if (settings.wire().transport() instanceof Settings.Transport.Multicast && datagram.hopLimit() != 255) {
            return Optional.of(Rejection.TTL);
        }
        return advert.advertisement().version() == settings.wire().version()
                ? Optional.empty()
                : Optional.of(Rejection.VERSION);
    }

    private Optional<Rejection> signature(Freshness freshness, Datagram datagram, Credentials credentials) {
        return signatureCheck == null ? Optional.empty() : signatureCheck.rejection(freshness, datagram, credentials);
    }

    private Optional<Rejection> authentication(Standing standing, Datagram datagram, Credentials credentials) {
        if (settings.wire().version() == Version.V3) {
            return Optional.empty();
        }
        if (credentials.type() > 2) {
            return Optional.of(Rejection.AUTH_TYPE_INVALID);
        }
        return switch (settings.wire().authentication()) {
            case Authentication.None _, Authentication.Signed _ -> type(credentials, 0);
            case Authentication.Password(Secret secret) ->
                type(credentials, 1)
                        .or(() -> refuse(
                                datagram.family() == Family.IPV4 && !secret.equals(credentials.data()),
                                Rejection.AUTH_FAILURE));
            case Authentication.AuthenticationHeader _ ->
                type(credentials, 2)
                        .or(() -> integrity(
                                standing, datagram, credentials.header().orElseThrow()));
        };
    }

    private static Optional<Rejection> type(Credentials credentials, int ours) {
        return refuse(credentials.type() != ours, Rejection.AUTH_TYPE_MISMATCH);
    }

    /** The value first: an attacker without the key learns nothing about sequence numbers. */
    private Optional<Rejection> integrity(Standing standing, Datagram datagram, Credentials.IpsecHeader header) {
        boolean genuine = integrityCheck != null
                && integrityCheck.verifies(datagram)
                && datagram.source() instanceof IpAddress.V4(int bits)
                && bits == header.spi();
        if (!genuine) {
            return Optional.of(Rejection.AUTH_FAILURE);
        }
        // A MASTER has counted on while the other, a MASTER too, did not hear it: only a BACKUP can tell a replay.
        boolean old = Integer.compareUnsigned(header.sequence(), standing.sequence()) <= 0;
        return refuse(old && !standing.master(), Rejection.AUTH_REPLAY);
    }

    private Optional<Rejection> message(Decoded.Advert advert) {
        Advertisement advertisement = advert.advertisement();
        Duration interval = advertisement.interval();
        if (advertisement.version() == Version.V2
                && !interval.equals(settings.election().interval())) {
            return Optional.of(Rejection.ADVERTISEMENT_INTERVAL);
        }
        if (advert.type() != 1) {
            return Optional.of(Rejection.TYPE);
        }
        if (advert.checksum().isEmpty()) {
            return Optional.of(Rejection.CHECKSUM);
        }
        // RFC 9568 erratum 8301: learned, it would make every BACKUP time out at once.
        return refuse(interval.isZero(), Rejection.ADVERTISEMENT_INTERVAL);
    }

    private Optional<Rejection> destination(Datagram datagram) {
        return switch (settings.wire().transport()) {
            case Settings.Transport.Multicast(IpAddress group) ->
                refuse(!datagram.destination().equals(group), Rejection.DESTINATION);
            case Settings.Transport.Unicast _ -> refuse(datagram.destination().isMulticast(), Rejection.DESTINATION);
        };
    }

    private Optional<Rejection> source(Standing standing, Datagram datagram) {
        IpAddress source = datagram.source();
        if (source.isUnspecified()
                || source.isMulticast()
                || isBroadcast(standing, source)
                || standing.source().filter(source::equals).isPresent()
                || isForeignVip(source)) {
            return Optional.of(Rejection.SOURCE_ADDRESS);
        }
        return switch (settings.wire().transport()) {
            case Settings.Transport.Multicast _ ->
                refuse(settings.reception().strict() && isOffLink(standing, source), Rejection.SOURCE_OFF_LINK);
            case Settings.Transport.Unicast(List<Settings.Peer> peers) -> peer(peers, source, datagram.hopLimit());
        };
    }

    /** To all, or to all of a subnet of the link. */
    private static boolean isBroadcast(Standing standing, IpAddress source) {
        return source instanceof IpAddress.V4 v4
                && (v4.equals(BROADCAST) || standing.subnets().stream().anyMatch(subnet -> isLast(subnet, v4)));
    }

    private static boolean isLast(Prefix subnet, IpAddress.V4 address) {
        int hosts = (int) ~mask(subnet);
        return subnet.length() < 31 && contains(subnet, address) && (address.bits() & hosts) == hosts; // RFC 3021
    }

    /**
     * Who sends from an address that we shall hold is badly configured or lies, unless the address is ours anyway. A
     * link-local VIP is an exception: FRR has it on the interface that it sends from.
     */
    private boolean isForeignVip(IpAddress source) {
        boolean routersOwn = source.family() == Family.IPV6 && source.isLinkLocal();
        return held.contains(source) && !routersOwn && !isOwner();
    }

    private boolean isOwner() {
        return settings.election().priority().isOwner();
    }

    private static boolean isOffLink(Standing standing, IpAddress source) {
        return switch (source) {
            case IpAddress.V6 v6 -> !v6.isLinkLocal();
            case IpAddress.V4 v4 ->
                !standing.subnets().isEmpty() && standing.subnets().stream().noneMatch(subnet -> contains(subnet, v4));
        };
    }

    private static boolean contains(Prefix subnet, IpAddress.V4 address) {
        return subnet.address() instanceof IpAddress.V4(int bits) && ((bits ^ address.bits()) & mask(subnet)) == 0;
    }

    private static long mask(Prefix subnet) {
        return -1L << (Family.IPV4.bits() - subnet.length());
    }

    /** On unicast an unknown source is refused whatever check_unicast_src says: nothing else protects the election. */
    private static Optional<Rejection> peer(List<Settings.Peer> peers, IpAddress source, int ttl) {
        for (Settings.Peer peer : peers) {
            if (peer.address().equals(source)) {
                return refuse(ttl < peer.minTtl() || ttl > peer.maxTtl(), Rejection.TTL);
            }
        }
        return Optional.of(Rejection.UNKNOWN_PEER);
    }

    private Optional<Rejection> list(List<IpAddress> addresses) {
        if (addresses.isEmpty()) {
            // RFC 9568 section 5.2.5 and erratum 8299, except between routers that are to have none.
            return refuse(!settings.addresses().noneAllowed(), Rejection.ADDRESS_COUNT);
        }
        // RFC 9568 erratum 8300. Two ends that both break it agree at least, as keepalived's users do.
        return refuse(
                isFirstNotLinkLocal(addresses) && !advertised.isEmpty() && !isFirstNotLinkLocal(advertised),
                Rejection.FIRST_ADDRESS_NOT_LINK_LOCAL);
    }

    private static boolean isFirstNotLinkLocal(List<IpAddress> addresses) {
        return !addresses.isEmpty()
                && addresses.getFirst().family() == Family.IPV6
                && !addresses.getFirst().isLinkLocal();
    }

    private static Optional<Rejection> refuse(boolean failed, Rejection why) {
        return failed ? Optional.of(why) : Optional.empty();
    }

    private Verdict accepted(Standing standing, Datagram datagram, Decoded.Advert advert) {
        return new Verdict.Accepted(
                new Event.AdvertisementReceived(datagram.source(), advert.advertisement()),
                advert.checksum().orElseThrow(),
                notes(standing, datagram, advert),
                advert.credentials().header().stream()
                        .mapToInt(Credentials.IpsecHeader::sequence)
                        .findAny(),
                advert.credentials().trailer().map(Credentials.Trailer::time));
    }

    private Set<Note> notes(Standing standing, Datagram datagram, Decoded.Advert advert) {
        Advertisement advertisement = advert.advertisement();
        Set<Note> notes = EnumSet.noneOf(Note.class);
        if (!isOurList(standing, advertisement.addresses())) {
            notes.add(Note.ADDRESS_LIST_DIFFERS);
        }
        if (!advertisement.interval().equals(settings.election().interval())) {
            notes.add(Note.INTERVAL_DIFFERS);
        }
        if (advertisement.version() == Version.V3
                && datagram.family() == Family.IPV4
                && !advert.checksum().equals(Optional.of(settings.wire().checksumForm()))) {
            notes.add(Note.CHECKSUM_FORM_DIFFERS);
        }
        if (isOwner()) {
            notes.add(Note.OWNER_HEARS_ADVERT);
        }
        if (settings.wire().transport() instanceof Settings.Transport.Multicast
                && isOffLink(standing, datagram.source())) {
            notes.add(Note.SOURCE_OFF_LINK);
        }
        if (isFirstNotLinkLocal(advertisement.addresses())) {
            notes.add(Note.FIRST_ADDRESS_NOT_LINK_LOCAL);
        }
        return notes;
    }

    /** In any order. skip_check_adv_addr spares a BACKUP the comparison, but for the count. */
    private boolean isOurList(Standing standing, List<IpAddress> addresses) {
        return addresses.size() == advertised.size()
                && ((settings.reception().skipAddressCheck() && !standing.master())
                        || addresses.equals(advertised)
                        || advertisedSet.equals(Set.copyOf(addresses)));
    }
}
