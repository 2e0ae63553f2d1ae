package org.keepvip.daemon.agent;

import java.util.Optional;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.vrrp.Settings;
import org.keepvip.vrrp.packet.Authentication;

/**
 * What routers must have in common to share sockets.
 *
 * @param protocol the IP protocol: 112 VRRP, or 51 for the authentication header before it
 * @param device the interface the sockets are bound to; empty for unicast that any interface may carry
 * @param multicast whether {@code local} is a group
 * @param local the group, or the source address of unicast
 * @param hops TTL or hop limit of what is sent; 0 for the kernel's default, which only IPv6 unicast has
 */
record ChannelKey(Family family, int protocol, Optional<String> device, boolean multicast, IpAddress local, int hops) {
    private static final int VRRP = 112;
    private static final int AUTHENTICATION_HEADER = 51;

    /** For a router so configured that sends from {@code source}. */
    static ChannelKey of(Settings settings, IpAddress source) {
        boolean signed = settings.wire().authentication() instanceof Authentication.AuthenticationHeader;
        int protocol = signed ? AUTHENTICATION_HEADER : VRRP;
        return switch (settings.wire().transport()) {
            case Settings.Transport.Multicast(IpAddress group) ->
                new ChannelKey(settings.family(), protocol, settings.device(), true, group, 255);
            case Settings.Transport.Unicast _ ->
                new ChannelKey(settings.family(), protocol, settings.device(), false, source, hops(settings));
        };
    }

    private static int hops(Settings settings) {
        return settings.wire().ttl().orElse(settings.family() == Family.IPV4 ? 255 : 0);
    }
}
