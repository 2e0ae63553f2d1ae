package org.keepvip.linux.netlink;

import java.util.Optional;
import org.keepvip.linux.AddressFamily;

/**
 * A routing policy rule (struct fib_rule_hdr and its attributes, linux/fib_rules.h).
 *
 * @param preference rules are tried in the order of this; 32 bits
 * @param inverted it is for the packets that do not match
 * @param tos 0 to 255
 * @param fwmark the mark, 32 bits, and the bits of it that count
 * @param input the interface packets came in by, by name
 * @param output the interface that a socket is bound to, by name
 * @param users user ids
 * @param ipProtocol IANA's number
 * @param table where packets are looked up; 0 for none
 * @param target the preference that GOTO goes to; 0 for none
 * @param suppressPrefixLength routes with a prefix this long or shorter do not count
 * @param suppressGroup routes out of interfaces of this group do not count
 * @param realms FRA_FLOW; 0 for none
 * @param protocol RTPROT_*, who made it, 0 to 255
 */
public record Rule(
        AddressFamily family,
        long preference,
        RuleAction action,
        boolean inverted,
        Optional<IpPrefix> source,
        Optional<IpPrefix> destination,
        int tos,
        Optional<Mark> fwmark,
        Optional<String> input,
        Optional<String> output,
        Optional<Long> tunnelId,
        Optional<Range> users,
        Optional<Integer> ipProtocol,
        Optional<Range> sourcePorts,
        Optional<Range> destinationPorts,
        long table,
        long target,
        Optional<Integer> suppressPrefixLength,
        Optional<Integer> suppressGroup,
        int realms,
        int protocol) {
    /** A firewall mark and its mask. */
    public record Mark(int mark, int mask) {}

    /** Numbers from the first to the last. */
    public record Range(long first, long last) {}
}
