package org.keepvip.daemon.agent;

import java.util.Optional;
import java.util.stream.Stream;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.vrrp.Settings;
import org.keepvip.vrrp.packet.Authentication;

/**
 * What routers must have in common to share sockets.
 *
 * @param protocol the IP protocol: 112 VRRP, or 51 for the authentication header before it
 * @param device the interface the receiving socket is bound to; empty for unicast that any interface may carry
 * @param sender the interface the sending socket is bound to; likewise
 * @param base the interface that joins the group besides {@code device}, so that it tells the switches
 * @param multicast whether {@code local} is a group
 * @param local the group, or the source address of unicast
 * @param hops TTL or hop limit of what is sent; 0 for the kernel's default, which only IPv6 unicast has
 */
record ChannelKey(
        Family family,
        int protocol,
        Optional<String> device,
        Optional<String> sender,
        Optional<String> base,
        boolean multicast,
        IpAddress local,
        int hops) {
    private static final int VRRP = 112;
    private static final int AUTHENTICATION_HEADER = 51;

    /** For a router so configured that sends from {@code source}. */
    static ChannelKey of(Settings settings, IpAddress source) {
        boolean signed = settings.wire().authentication() instanceof Authentication.AuthenticationHeader;
        int protocol = signed ? AUTHENTICATION_HEADER : VRRP;
        boolean multicast = settings.wire().transport() instanceof Settings.Transport.Multicast;
        Optional<String> base =
                settings.device().filter(_ -> multicast && settings.interfaces().joinsOnBase());
        return new ChannelKey(
                settings.family(),
                protocol,
                settings.receivesOn(),
                settings.sendsOn(),
                base,
                multicast,
                local(settings.wire().transport(), source),
                multicast ? 255 : hops(settings));
    }

    /** The interfaces that must be there. */
    Stream<String> devices() {
        return Stream.of(device, sender, base).flatMap(Optional::stream);
    }

    private static IpAddress local(Settings.Transport transport, IpAddress source) {
        return switch (transport) {
            case Settings.Transport.Multicast(IpAddress group) -> group;
            case Settings.Transport.Unicast _ -> source;
        };
    }

    private static int hops(Settings settings) {
        return settings.wire().ttl().orElse(settings.family() == Family.IPV4 ? 255 : 0);
    }
}
