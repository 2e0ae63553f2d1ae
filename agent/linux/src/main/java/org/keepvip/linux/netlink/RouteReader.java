package org.keepvip.linux.netlink;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keepvip.linux.AddressFamily;
import org.keepvip.linux.Ip;

/** Reads link and address messages. A message that makes no sense, or is of another kind, reads as null. */
final class RouteReader {
    static final int RTM_NEWLINK = 16;
    static final int RTM_DELLINK = 17;
    static final int RTM_NEWADDR = 20;
    static final int RTM_DELADDR = 21;

    private static final int IFINFOMSG = 16;
    private static final int AF_UNSPEC = 0;
    private static final int IFLA_ADDRESS = 1;
    private static final int IFLA_IFNAME = 3;
    private static final int IFLA_MTU = 4;
    private static final int IFLA_LINK = 5;
    private static final int IFLA_MASTER = 10;
    private static final int IFLA_LINKINFO = 18;
    private static final int IFLA_LINK_NETNSID = 37;
    private static final int IFLA_INFO_KIND = 1;

    private static final int IFADDRMSG = 8;
    private static final int IFA_ADDRESS = 1;
    private static final int IFA_LOCAL = 2;
    private static final int IFA_LABEL = 3;
    private static final int IFA_BROADCAST = 4;
    private static final int IFA_CACHEINFO = 6;
    private static final int IFA_FLAGS = 8;
    private static final int IFA_PROTO = 11;

    private RouteReader() {}

    /** The message under the cursor. */
    static @Nullable RouteEvent event(Messages message) {
        return switch (message.type()) {
            case RTM_NEWLINK -> {
                Link link = link(message.buffer(), message.body(), message.end());
                yield link == null ? null : new RouteEvent.LinkChanged(link);
            }
            case RTM_DELLINK -> {
                Link link = link(message.buffer(), message.body(), message.end());
                yield link == null ? null : new RouteEvent.LinkRemoved(link);
            }
            case RTM_NEWADDR -> {
                InterfaceAddress address = address(message.buffer(), message.body(), message.end());
                yield address == null ? null : new RouteEvent.AddressChanged(address);
            }
            case RTM_DELADDR -> {
                InterfaceAddress address = address(message.buffer(), message.body(), message.end());
                yield address == null ? null : new RouteEvent.AddressRemoved(address);
            }
            case Messages.NLMSG_OVERRUN -> new RouteEvent.Overrun();
            default -> null;
        };
    }

    private static @Nullable Link link(ByteBuffer buffer, int body, int end) {
        // A bridge reports a port that leaves it as RTM_DELLINK of family AF_BRIDGE: the link itself is still there.
        if (end - body < IFINFOMSG || buffer.get(body) != AF_UNSPEC) {
            return null;
        }
        String name = "";
        String kind = "";
        Optional<HardwareAddress> hardwareAddress = Optional.empty();
        int mtu = 0;
        int master = 0;
        int lower = 0;
        boolean lowerIsElsewhere = false;
        Attributes attributes = new Attributes(buffer, body + IFINFOMSG, end);
        while (attributes.next()) {
            switch (attributes.type()) {
                case IFLA_IFNAME -> name = attributes.text();
                case IFLA_ADDRESS -> hardwareAddress = Optional.of(HardwareAddress.of(attributes.octets()));
                case IFLA_MTU -> mtu = attributes.i32();
                case IFLA_MASTER -> master = attributes.i32();
                case IFLA_LINK -> lower = attributes.i32();
                case IFLA_LINK_NETNSID -> lowerIsElsewhere = true;
                case IFLA_LINKINFO -> kind = kind(attributes.nested());
                default -> {
                    // The kernel tells much more than we ask.
                }
            }
        }
        int type = buffer.getShort(body + 2) & 0xFFFF;
        int index = buffer.getInt(body + 4);
        int flags = buffer.getInt(body + 8);
        if (name.isEmpty()) {
            return null;
        }
        return new Link(index, name, flags, mtu, type, kind, hardwareAddress, master, lowerIsElsewhere ? 0 : lower);
    }

    private static String kind(Attributes attributes) {
        while (attributes.next()) {
            if (attributes.type() == IFLA_INFO_KIND) {
                return attributes.text();
            }
        }
        return "";
    }

    private static @Nullable InterfaceAddress address(ByteBuffer buffer, int body, int end) {
        if (end - body < IFADDRMSG) {
            return null;
        }
        AddressFamily family = family(buffer.get(body));
        if (family == null) {
            return null;
        }
        Ip local = null;
        Ip far = null;
        Optional<Ip> broadcast = Optional.empty();
        Optional<String> label = Optional.empty();
        Set<AddressFlag> flags = AddressFlag.of(buffer.get(body + 2) & 0xFF);
        Lifetime lifetime = Lifetime.UNLIMITED;
        int protocol = 0;
        Attributes attributes = new Attributes(buffer, body + IFADDRMSG, end);
        while (attributes.next()) {
            switch (attributes.type()) {
                case IFA_LOCAL -> local = ip(family, attributes);
                case IFA_ADDRESS -> far = ip(family, attributes);
                case IFA_BROADCAST -> broadcast = Optional.ofNullable(ip(family, attributes));
                case IFA_LABEL -> label = Optional.of(attributes.text());
                case IFA_FLAGS -> flags = AddressFlag.of(attributes.i32());
                case IFA_CACHEINFO -> lifetime = lifetime(attributes);
                case IFA_PROTO -> protocol = attributes.u8();
                default -> {
                    // Anycast and multicast addresses, route priority.
                }
            }
        }
        // IPv6 without a peer comes as IFA_ADDRESS alone, IPv4 without a peer with both the same.
        Ip own = local == null ? far : local;
        if (own == null) {
            return null;
        }
        Optional<Ip> peer = Optional.ofNullable(far).filter(ip -> !ip.equals(own));
        int prefixLength = buffer.get(body + 1) & 0xFF;
        int scope = buffer.get(body + 3) & 0xFF;
        int index = buffer.getInt(body + 4);
        return new InterfaceAddress(index, own, prefixLength, peer, broadcast, label, scope, flags, lifetime, protocol);
    }

    private static @Nullable AddressFamily family(byte number) {
        for (AddressFamily family : AddressFamily.values()) {
            if (family.number() == number) {
                return family;
            }
        }
        return null;
    }

    private static @Nullable Ip ip(AddressFamily family, Attributes attributes) {
        return attributes.length() == family.octets() ? Ip.of(attributes.octets()) : null;
    }

    private static Lifetime lifetime(Attributes attributes) {
        return new Lifetime(Integer.toUnsignedLong(attributes.i32(4)), Integer.toUnsignedLong(attributes.i32(0)));
    }
}
