package org.keepvip.linux.netlink;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keepvip.linux.AddressFamily;
import org.keepvip.linux.Ip;

/** Reads one struct ifaddrmsg and its attributes. */
final class AddressReader {
    private static final int IFADDRMSG = 8;
    private static final int IFA_ADDRESS = 1;
    private static final int IFA_LOCAL = 2;
    private static final int IFA_LABEL = 3;
    private static final int IFA_BROADCAST = 4;
    private static final int IFA_CACHEINFO = 6;
    private static final int IFA_FLAGS = 8;
    private static final int IFA_PROTO = 11;

    private final AddressFamily family;
    private @Nullable Ip local;
    private @Nullable Ip far;
    private Optional<Ip> broadcast = Optional.empty();
    private Optional<String> label = Optional.empty();
    private Set<AddressFlag> flags;
    private Lifetime lifetime = Lifetime.UNLIMITED;
    private int protocol;

    private AddressReader(AddressFamily family, Set<AddressFlag> flags) {
        this.family = family;
        this.flags = flags;
    }

    /** What lies between two positions of the buffer; null if that is no address. */
    static @Nullable InterfaceAddress read(ByteBuffer buffer, int body, int end) {
        AddressFamily family = end - body < IFADDRMSG ? null : family(buffer.get(body));
        if (family == null) {
            return null;
        }
        // The old flags octet; IFA_FLAGS has them all.
        AddressReader reader = new AddressReader(family, AddressFlag.of(buffer.get(body + 2) & 0xFF));
        reader.read(new Attributes(buffer, body + IFADDRMSG, end));
        int prefixLength = buffer.get(body + 1) & 0xFF;
        int scope = buffer.get(body + 3) & 0xFF;
        int index = buffer.getInt(body + 4);
        return reader.address(index, prefixLength, scope);
    }

    private void read(Attributes attributes) {
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
    }

    private @Nullable InterfaceAddress address(int index, int prefixLength, int scope) {
        // IPv6 without a peer comes as IFA_ADDRESS alone, IPv4 without a peer with both the same.
        Ip own = local == null ? far : local;
        if (own == null) {
            return null;
        }
        Optional<Ip> peer = Optional.ofNullable(far).filter(ip -> !ip.equals(own));
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
