package org.keepvip.linux.netlink;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.keepvip.linux.Ip;

/**
 * An address on an interface (struct ifaddrmsg and its attributes, rtnetlink(7)), as it is wanted or as the kernel has it.
 *
 * @param index the interface
 * @param address our own end
 * @param prefixLength 0 to 32 or 128; with a peer it counts the peer's bits
 * @param peer the far end of a point-to-point link
 * @param broadcast IPv4 only
 * @param label IPv4 only, at most 15 characters; the kernel reports the interface's name where none was given
 * @param scope RT_SCOPE_*: 0 universe, 200 site, 253 link, 254 host; for IPv6 the kernel goes by the address and ignores it
 * @param flags see {@link AddressFlag}
 * @param lifetime how long it stays
 * @param protocol who put it there (IFA_PROTO, linux 5.18): 0 nobody said, 1 loopback, 2 router advertisement, 3 link-local
 */
public record InterfaceAddress(
        int index,
        Ip address,
        int prefixLength,
        Optional<Ip> peer,
        Optional<Ip> broadcast,
        Optional<String> label,
        int scope,
        Set<AddressFlag> flags,
        Lifetime lifetime,
        int protocol) {

    /** What the kernel tells addresses apart by. */
    public record Key(int index, Ip address, int prefixLength) {}

    /** Copies the flags. */
    public InterfaceAddress {
        flags = Set.copyOf(flags);
    }

    /** An address with nothing special. */
    public static InterfaceAddress of(int index, Ip address, int prefixLength) {
        return new InterfaceAddress(
                index,
                address,
                prefixLength,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Set.of(),
                Lifetime.UNLIMITED,
                0);
    }

    /** What the kernel tells it apart by. */
    public Key key() {
        return new Key(index, address, prefixLength);
    }

    /** The same with a far end. */
    public InterfaceAddress withPeer(Ip farEnd) {
        return new InterfaceAddress(
                index, address, prefixLength, Optional.of(farEnd), broadcast, label, scope, flags, lifetime, protocol);
    }

    /** The same with a broadcast address. */
    public InterfaceAddress withBroadcast(Ip everybody) {
        return new InterfaceAddress(
                index, address, prefixLength, peer, Optional.of(everybody), label, scope, flags, lifetime, protocol);
    }

    /** The same with a label. */
    public InterfaceAddress withLabel(String text) {
        return new InterfaceAddress(
                index, address, prefixLength, peer, broadcast, Optional.of(text), scope, flags, lifetime, protocol);
    }

    /** The same with another scope. */
    public InterfaceAddress withScope(int number) {
        return new InterfaceAddress(
                index, address, prefixLength, peer, broadcast, label, number, flags, lifetime, protocol);
    }

    /** The same with one more flag. */
    public InterfaceAddress with(AddressFlag flag) {
        EnumSet<AddressFlag> more = EnumSet.of(flag);
        more.addAll(flags);
        return new InterfaceAddress(
                index, address, prefixLength, peer, broadcast, label, scope, more, lifetime, protocol);
    }

    /** The same with another lifetime. */
    public InterfaceAddress withLifetime(Lifetime span) {
        return new InterfaceAddress(index, address, prefixLength, peer, broadcast, label, scope, flags, span, protocol);
    }

    /** The same with the mark of who put it there, 0 to 255. */
    public InterfaceAddress withProtocol(int number) {
        return new InterfaceAddress(
                index, address, prefixLength, peer, broadcast, label, scope, flags, lifetime, number);
    }
}
