package org.keepvip.linux.netlink;

import org.keepvip.linux.Ip;

/** An address and how many of its bits count, 0 to 32 or 128. */
public record IpPrefix(Ip address, int length) {
    @Override
    public String toString() {
        return address + "/" + length;
    }
}
