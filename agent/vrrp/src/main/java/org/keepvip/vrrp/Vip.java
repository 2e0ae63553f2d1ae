package org.keepvip.vrrp;

import java.util.Optional;
import java.util.Set;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.address.Prefix;

/**
 * A virtual address as it is put on an interface. Two are the same holding when {@link #key()} is equal.
 *
 * @param address the address with its prefix length
 * @param device the interface it is put on
 * @param broadcast the broadcast address, IPv4 only
 * @param label the address label, IPv4 only, at most 15 characters
 * @param scope the kernel's scope number (rtnetlink(7)): 0 universe, 253 link, 254 host
 * @param peer the far end of a point-to-point link
 * @param flags IFA_F_* wishes
 * @param deprecated preferred lifetime 0, so that the kernel does not choose it as a source (an IPv6 /128's default)
 * @param tracked whether its removal by somebody else is answered
 */
public record Vip(
        Prefix address,
        String device,
        Optional<IpAddress> broadcast,
        Optional<String> label,
        int scope,
        Optional<Prefix> peer,
        Set<Flag> flags,
        boolean deprecated,
        boolean tracked)
        implements Holding {
    /** Flags of if_addr.h that keepalived.conf can set. */
    public enum Flag {
        NODAD,
        HOMEADDRESS,
        MANAGETEMPADDR,
        NOPREFIXROUTE,
        MCAUTOJOIN
    }

    /** What the kernel tells addresses apart by. */
    public record Key(String device, Prefix address) {}

    /** A plain address: no label, broadcast or peer, scope universe. */
    public static Vip of(Prefix address, String device) {
        return new Vip(address, device, Optional.empty(), Optional.empty(), 0, Optional.empty(), Set.of(), false, true);
    }

    @Override
    public Set<String> devices() {
        return Set.of(device);
    }

    @Override
    public String caption() {
        return "IP " + address + " on " + device;
    }

    public Key key() {
        return new Key(device, address);
    }

    /** Whether {@code key} is this address's, without making another. */
    boolean isKeyed(Key key) {
        return address.equals(key.address()) && device.equals(key.device());
    }
}
