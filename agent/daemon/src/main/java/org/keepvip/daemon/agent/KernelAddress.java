package org.keepvip.daemon.agent;

import org.keepvip.conf.address.IpAddress;
import org.keepvip.linux.Ip;

/** The agent's addresses as the kernel's room writes them, and back. */
final class KernelAddress {
    private KernelAddress() {}

    static Ip of(IpAddress address) {
        return switch (address) {
            case IpAddress.V4(int bits) -> Ip.v4(bits);
            case IpAddress.V6(long high, long low) -> Ip.v6(high, low);
        };
    }

    static IpAddress of(Ip ip) {
        return switch (ip.family()) {
            case IPV4 -> new IpAddress.V4((int) ip.low());
            case IPV6 -> new IpAddress.V6(ip.high(), ip.low());
        };
    }
}
