package org.keepvip.linux.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Writes struct fib_rule_hdr and its attributes. */
final class RuleWriter {
    static final int RTM_NEWRULE = 32;
    static final int RTM_DELRULE = 33;
    static final int FRA_DST = 1;
    static final int FRA_SRC = 2;
    static final int FRA_IIFNAME = 3;
    static final int FRA_GOTO = 4;
    static final int FRA_PRIORITY = 6;
    static final int FRA_FWMARK = 10;
    static final int FRA_FLOW = 11;
    static final int FRA_TUN_ID = 12;
    static final int FRA_SUPPRESS_IFGROUP = 13;
    static final int FRA_SUPPRESS_PREFIXLEN = 14;
    static final int FRA_TABLE = 15;
    static final int FRA_FWMASK = 16;
    static final int FRA_OIFNAME = 17;
    static final int FRA_L3MDEV = 19;
    static final int FRA_UID_RANGE = 20;
    static final int FRA_PROTOCOL = 21;
    static final int FRA_IP_PROTO = 22;
    static final int FRA_SPORT_RANGE = 23;
    static final int FRA_DPORT_RANGE = 24;
    static final int FIB_RULE_INVERT = 2;
    private static final int RT_TABLE_COMPAT = 252;
    private static final int LARGEST_OCTET = 255;

    private final ByteBuffer buffer;
    private final AttributeWriter out;

    RuleWriter(ByteBuffer buffer) {
        this.buffer = buffer;
        this.out = new AttributeWriter(buffer);
    }

    void add(Rule rule, int flags, int sequence) {
        write(rule, RTM_NEWRULE, flags | RoutingWriter.NLM_F_CREATE | RoutingWriter.NLM_F_EXCL, sequence);
    }

    void remove(Rule rule, int flags, int sequence) {
        write(rule, RTM_DELRULE, flags, sequence);
    }

    private void write(Rule rule, int type, int flags, int sequence) {
        int start = out.message(type, flags, sequence);
        buffer.put((byte) rule.family().number())
                .put((byte) length(rule.destination()))
                .put((byte) length(rule.source()))
                .put((byte) rule.tos())
                .put((byte) (rule.table() > LARGEST_OCTET ? RT_TABLE_COMPAT : rule.table()))
                .putShort((short) 0)
                .put((byte) rule.action().number())
                .putInt(rule.inverted() ? FIB_RULE_INVERT : 0);
        packets(rule);
        out.i32(FRA_PRIORITY, (int) rule.preference());
        if (rule.table() > LARGEST_OCTET) {
            out.i32(FRA_TABLE, (int) rule.table());
        }
        if (rule.action() == RuleAction.GOTO) {
            out.i32(FRA_GOTO, (int) rule.target());
        }
        if (rule.action() == RuleAction.L3MDEV) {
            out.i8(FRA_L3MDEV, 1);
        }
        rule.suppressPrefixLength().ifPresent(length -> out.i32(FRA_SUPPRESS_PREFIXLEN, length));
        rule.suppressGroup().ifPresent(group -> out.i32(FRA_SUPPRESS_IFGROUP, group));
        if (rule.realms() != 0) {
            out.i32(FRA_FLOW, rule.realms());
        }
        if (rule.protocol() != 0) {
            out.i8(FRA_PROTOCOL, rule.protocol());
        }
        out.end(start);
    }

    private static int length(Optional<IpPrefix> prefix) {
        return prefix.map(IpPrefix::length).orElse(0);
    }

    private void packets(Rule rule) {
        rule.destination()
                .ifPresent(prefix -> out.octets(FRA_DST, prefix.address().octets()));
        rule.source().ifPresent(prefix -> out.octets(FRA_SRC, prefix.address().octets()));
        rule.input().ifPresent(name -> out.text(FRA_IIFNAME, name));
        rule.output().ifPresent(name -> out.text(FRA_OIFNAME, name));
        rule.fwmark().ifPresent(mark -> {
            out.i32(FRA_FWMARK, mark.mark());
            out.i32(FRA_FWMASK, mark.mask());
        });
        rule.tunnelId().ifPresent(id -> out.network64(FRA_TUN_ID, id));
        rule.users().ifPresent(users -> out.octets(FRA_UID_RANGE, pair(8, users)));
        rule.ipProtocol().ifPresent(number -> out.i8(FRA_IP_PROTO, number));
        rule.sourcePorts().ifPresent(ports -> out.octets(FRA_SPORT_RANGE, pair(4, ports)));
        rule.destinationPorts().ifPresent(ports -> out.octets(FRA_DPORT_RANGE, pair(4, ports)));
    }

    /** Both ends, each in half of the octets. */
    private static byte[] pair(int octets, Rule.Range range) {
        ByteBuffer both = ByteBuffer.allocate(octets).order(ByteOrder.nativeOrder());
        if (octets == 4) {
            both.putShort((short) range.first()).putShort((short) range.last());
        } else {
            both.putInt((int) range.first()).putInt((int) range.last());
        }
        return both.array();
    }
}
