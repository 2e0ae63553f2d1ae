package org.keepvip.linux.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keepvip.linux.AddressFamily;
import org.keepvip.linux.Ip;

/** Reads one struct fib_rule_hdr and its attributes. */
final class RuleReader {
    private static final int FIB_RULE_HDR = 12;
    /** What the kernel says where nothing is suppressed. */
    private static final int NONE = -1;

    private @Nullable Ip source;
    private @Nullable Ip destination;
    private long preference;
    private int mark;
    private int mask;
    private Optional<String> input = Optional.empty();
    private Optional<String> output = Optional.empty();
    private Optional<Long> tunnelId = Optional.empty();
    private Optional<Rule.Range> users = Optional.empty();
    private Optional<Integer> ipProtocol = Optional.empty();
    private Optional<Rule.Range> sourcePorts = Optional.empty();
    private Optional<Rule.Range> destinationPorts = Optional.empty();
    private long table;
    private long target;
    private boolean l3mdev;
    private int suppressPrefixLength = NONE;
    private int suppressGroup = NONE;
    private int realms;
    private int protocol;

    private RuleReader() {}

    /** What lies between two positions of the buffer; null if that is no rule. */
    static @Nullable Rule read(ByteBuffer buffer, int body, int end) {
        AddressFamily family = end - body < FIB_RULE_HDR ? null : RoutingReader.family(buffer.get(body));
        if (family == null) {
            return null;
        }
        RuleReader reader = new RuleReader();
        reader.table = buffer.get(body + 4) & 0xFF;
        reader.read(new Attributes(buffer, body + FIB_RULE_HDR, end));
        return reader.rule(buffer, body, family);
    }

    private void read(Attributes attributes) {
        while (attributes.next()) {
            switch (attributes.type()) {
                case RuleWriter.FRA_DST -> destination = RoutingReader.ip(attributes);
                case RuleWriter.FRA_SRC -> source = RoutingReader.ip(attributes);
                case RuleWriter.FRA_IIFNAME -> input = Optional.of(attributes.text());
                case RuleWriter.FRA_OIFNAME -> output = Optional.of(attributes.text());
                case RuleWriter.FRA_GOTO -> target = Integer.toUnsignedLong(attributes.i32());
                case RuleWriter.FRA_PRIORITY -> preference = Integer.toUnsignedLong(attributes.i32());
                case RuleWriter.FRA_FWMARK -> mark = attributes.i32();
                case RuleWriter.FRA_FWMASK -> mask = attributes.i32();
                case RuleWriter.FRA_FLOW -> realms = attributes.i32();
                case RuleWriter.FRA_TUN_ID -> tunnelId = number(attributes);
                case RuleWriter.FRA_SUPPRESS_IFGROUP -> suppressGroup = attributes.i32();
                case RuleWriter.FRA_SUPPRESS_PREFIXLEN -> suppressPrefixLength = attributes.i32();
                case RuleWriter.FRA_TABLE -> table = Integer.toUnsignedLong(attributes.i32());
                case RuleWriter.FRA_L3MDEV -> l3mdev = attributes.u8() != 0;
                case RuleWriter.FRA_UID_RANGE -> users = range(attributes, 8);
                case RuleWriter.FRA_PROTOCOL -> protocol = attributes.u8();
                case RuleWriter.FRA_IP_PROTO -> ipProtocol = Optional.of(attributes.u8());
                case RuleWriter.FRA_SPORT_RANGE -> sourcePorts = range(attributes, 4);
                case RuleWriter.FRA_DPORT_RANGE -> destinationPorts = range(attributes, 4);
                default -> {
                    // Padding and what later kernels add.
                }
            }
        }
    }

    private @Nullable Rule rule(ByteBuffer buffer, int body, AddressFamily family) {
        IpPrefix to = RoutingReader.prefix(family, buffer.get(body + 1) & 0xFF, destination);
        IpPrefix from = RoutingReader.prefix(family, buffer.get(body + 2) & 0xFF, source);
        RuleAction action = RuleAction.of(buffer.get(body + 7) & 0xFF, l3mdev);
        if (to == null || from == null || action == null) {
            return null;
        }
        return new Rule(
                family,
                preference,
                action,
                (buffer.getInt(body + 8) & RuleWriter.FIB_RULE_INVERT) != 0,
                Optional.of(from).filter(prefix -> prefix.length() > 0),
                Optional.of(to).filter(prefix -> prefix.length() > 0),
                buffer.get(body + 3) & 0xFF,
                mask == 0 ? Optional.empty() : Optional.of(new Rule.Mark(mark, mask)),
                input,
                output,
                tunnelId,
                users,
                ipProtocol,
                sourcePorts,
                destinationPorts,
                table,
                target,
                Optional.of(suppressPrefixLength).filter(length -> length != NONE),
                Optional.of(suppressGroup).filter(group -> group != NONE),
                realms,
                protocol);
    }

    private static Optional<Long> number(Attributes attributes) {
        return attributes.length() == 8
                ? Optional.of(ByteBuffer.wrap(attributes.octets()).getLong())
                : Optional.empty();
    }

    private static Optional<Rule.Range> range(Attributes attributes, int octets) {
        if (attributes.length() != octets) {
            return Optional.empty();
        }
        ByteBuffer both = ByteBuffer.wrap(attributes.octets()).order(ByteOrder.nativeOrder());
        return Optional.of(
                octets == 4
                        ? new Rule.Range(both.getShort() & 0xFFFF, both.getShort() & 0xFFFF)
                        : new Rule.Range(Integer.toUnsignedLong(both.getInt()), Integer.toUnsignedLong(both.getInt())));
    }
}
