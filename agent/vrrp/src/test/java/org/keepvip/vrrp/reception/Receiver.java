package org.keepvip.vrrp.reception;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.address.Prefix;
import org.keepvip.vrrp.Settings;
import org.keepvip.vrrp.Vip;
import org.keepvip.vrrp.packet.Authentication;
import org.keepvip.vrrp.packet.ChecksumForm;
import org.keepvip.vrrp.packet.Datagram;
import org.keepvip.vrrp.packet.Priority;
import org.keepvip.vrrp.packet.SignatureTime;
import org.keepvip.vrrp.packet.Version;
import org.keepvip.vrrp.packet.Vrid;

/** The router that hears a {@link org.keepvip.vrrp.SentAdvert}: BACKUP on 10.99.0.2/24 or fe80::2. */
public record Receiver(
        Version version,
        Authentication authentication,
        ChecksumForm form,
        Settings.Transport transport,
        int priority,
        Settings.Reception reception,
        List<IpAddress> vips,
        List<IpAddress> excluded,
        boolean noneAllowed,
        boolean master,
        int sequence) {
    /** For routers without auth_hmac. */
    public static final Freshness UNSIGNED = new Freshness(new SignatureTime(0), new ReplayMarks());

    public static Receiver v2() {
        return of(Version.V2, "224.0.0.18", "10.99.0.100");
    }

    public static Receiver v3() {
        return of(Version.V3, "224.0.0.18", "10.99.0.100");
    }

    public static Receiver v3Ipv6() {
        return of(Version.V3, "ff02::12", "fe80::100");
    }

    private static Receiver of(Version version, String group, String vip) {
        return new Receiver(
                version,
                new Authentication.None(),
                ChecksumForm.PSEUDO_HEADER,
                new Settings.Transport.Multicast(IpAddress.literal(group)),
                100,
                new Settings.Reception(false, false, false, false),
                List.of(IpAddress.literal(vip)),
                List.of(),
                false,
                false,
                0);
    }

    public Receiver unicast(int minTtl, int maxTtl) {
        return with(new Settings.Transport.Unicast(
                List.of(new Settings.Peer(IpAddress.literal("10.99.0.3"), minTtl, maxTtl))));
    }

    private Receiver with(Settings.Transport other) {
        return new Receiver(
                version,
                authentication,
                form,
                other,
                priority,
                reception,
                vips,
                excluded,
                noneAllowed,
                master,
                sequence);
    }

    public Receiver with(Authentication other) {
        return new Receiver(
                version, other, form, transport, priority, reception, vips, excluded, noneAllowed, master, sequence);
    }

    public Receiver with(ChecksumForm other) {
        return new Receiver(
                version,
                authentication,
                other,
                transport,
                priority,
                reception,
                vips,
                excluded,
                noneAllowed,
                master,
                sequence);
    }

    public Receiver owner() {
        return new Receiver(
                version,
                authentication,
                form,
                transport,
                255,
                reception,
                vips,
                excluded,
                noneAllowed,
                master,
                sequence);
    }

    public Receiver strict() {
        return with(new Settings.Reception(true, false, false, false));
    }

    public Receiver skippingAddressCheck() {
        return with(new Settings.Reception(false, true, false, false));
    }

    private Receiver with(Settings.Reception other) {
        return new Receiver(
                version,
                authentication,
                form,
                transport,
                priority,
                other,
                vips,
                excluded,
                noneAllowed,
                master,
                sequence);
    }

    public Receiver holding(String... others) {
        return holding(Arrays.stream(others).map(IpAddress::literal).toList(), excluded, noneAllowed);
    }

    public Receiver excluding(String other) {
        return holding(vips, List.of(IpAddress.literal(other)), noneAllowed);
    }

    public Receiver holdingNone() {
        return holding(List.of(), excluded, true);
    }

    private Receiver holding(List<IpAddress> advertised, List<IpAddress> others, boolean none) {
        return new Receiver(
                version,
                authentication,
                form,
                transport,
                priority,
                reception,
                advertised,
                others,
                none,
                master,
                sequence);
    }

    public Receiver asMaster() {
        return new Receiver(
                version,
                authentication,
                form,
                transport,
                priority,
                reception,
                vips,
                excluded,
                noneAllowed,
                true,
                sequence);
    }

    public Receiver processed(int other) {
        return new Receiver(
                version,
                authentication,
                form,
                transport,
                priority,
                reception,
                vips,
                excluded,
                noneAllowed,
                master,
                other);
    }

    public Standing standing() {
        boolean six = family() == Family.IPV6;
        IpAddress own = IpAddress.literal(six ? "fe80::2" : "10.99.0.2");
        return new Standing(master, Optional.of(own), List.of(new Prefix(own, six ? 64 : 24)), sequence);
    }

    public Verdict check(Datagram datagram) {
        return new ReceiveChecks(settings()).check(standing(), UNSIGNED, datagram);
    }

    public Family family() {
        return switch (transport) {
            case Settings.Transport.Multicast(IpAddress group) -> group.family();
            case Settings.Transport.Unicast(List<Settings.Peer> peers) ->
                peers.getFirst().address().family();
        };
    }

    public Settings settings() {
        return new Settings(
                "VI_1",
                Optional.of("eth0"),
                Settings.Interfaces.DEVICE,
                new Vrid(51),
                family(),
                new Settings.Wire(version, authentication, form, transport, Optional.empty(), Optional.empty()),
                new Settings.Election(
                        new Priority(priority),
                        Duration.ofSeconds(1),
                        3,
                        true,
                        Duration.ZERO,
                        true,
                        false,
                        Duration.ZERO),
                reception,
                new Settings.Addresses(on(vips), on(excluded), noneAllowed, false, true),
                Settings.Routing.NONE,
                new Settings.Announcing(
                        5,
                        Duration.ofSeconds(5),
                        Duration.ZERO,
                        1,
                        Duration.ofSeconds(5),
                        5,
                        Duration.ZERO,
                        Duration.ZERO,
                        Settings.Elsewhere.NONE),
                new Settings.Tracking(true, false, List.of(), List.of(), Settings.Membership.NONE),
                List.of());
    }

    private static List<Vip> on(List<IpAddress> addresses) {
        return addresses.stream()
                .map(address -> Vip.of(Prefix.host(address), "eth0"))
                .toList();
    }
}
