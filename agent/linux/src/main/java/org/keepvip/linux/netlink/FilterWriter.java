package org.keepvip.linux.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.keepvip.linux.AddressFamily;
import org.keepvip.linux.Ip;

/** Writes nf_tables messages (linux/netfilter/nf_tables.h) about one table; the caller puts a batch around them. */
final class FilterWriter {
    private static final int SUBSYSTEM = 10;
    private static final int BATCH_BEGIN = 0x10;
    private static final int BATCH_END = 0x11;
    static final int NEW_TABLE = 0;
    static final int DELETE_TABLE = 2;
    private static final int NEW_CHAIN = 3;
    private static final int NEW_RULE = 6;
    private static final int NEW_SET = 9;
    private static final int NEW_ELEMENTS = 12;
    private static final int DELETE_ELEMENTS = 14;

    private static final int NLM_F_REQUEST = 0x1;
    private static final int NLM_F_ACK = 0x4;
    private static final int NLM_F_CREATE = 0x400;
    private static final int NLM_F_APPEND = 0x800;
    private static final int NFPROTO_INET = 1;
    private static final int LIST_ELEMENT = 1;
    private static final int DATA_VALUE = 1;
    private static final int LOCAL_IN = 1;
    private static final int LOCAL_OUT = 3;
    static final int IFNAMSIZ = 16;

    /** nft's numbers of data types, two of them in one for a concatenation. */
    private static final int IPV4_ADDRESS = 7;

    private static final int IPV6_ADDRESS = 8;
    private static final int INTERFACE_INDEX = 20;
    private static final int INTERFACE_NAME = 41;
    private static final int TYPE_BITS = 6;

    /** nft's own note on a set: its keys are in the machine's byte order. Without it nft shows no names. */
    private static final byte[] HOST_ORDER = concatenated(new byte[] {0, 4}, native32(1));

    private final ByteBuffer buffer;
    private final AttributeWriter attributes;
    private final FilterTable table;
    private int sequence;

    FilterWriter(ByteBuffer buffer, FilterTable table, int sequence) {
        this.buffer = buffer;
        this.table = table;
        this.sequence = sequence;
        attributes = new AttributeWriter(buffer);
    }

    /** The sets of the table. */
    enum Group {
        VIPS("vips", IPV4_ADDRESS, 4),
        VIPS6("vips6", IPV6_ADDRESS, 16),
        LINK_LOCAL("vips_link_local", IPV6_ADDRESS << TYPE_BITS | INTERFACE_NAME, 32),
        LINK_LOCAL_BY_INDEX("vips_link_local", IPV6_ADDRESS << TYPE_BITS | INTERFACE_INDEX, 20),
        QUIET("quiet", INTERFACE_NAME, IFNAMSIZ);

        final String title;
        final int type;
        final int octets;

        Group(String title, int type, int octets) {
            this.title = title;
            this.type = type;
            this.octets = octets;
        }
    }

    void begin() {
        batch(BATCH_BEGIN);
    }

    void end() {
        batch(BATCH_END);
    }

    private void batch(int type) {
        int start = attributes.message(type, NLM_F_REQUEST, sequence++);
        buffer.put((byte) 0).put((byte) 0).put((byte) 0).put((byte) SUBSYSTEM);
        attributes.end(start);
    }

    private int message(int command, int flags) {
        int start = attributes.message(SUBSYSTEM << 8 | command, NLM_F_REQUEST | NLM_F_ACK | flags, sequence++);
        buffer.put((byte) NFPROTO_INET).put((byte) 0).putShort((short) 0);
        return start;
    }

    /** The table, as a command creates or deletes it. */
    void table(int command) {
        int start = message(command, command == NEW_TABLE ? NLM_F_CREATE : 0);
        attributes.text(1, table.name());
        attributes.end(start);
    }

    /** Sets, chains and rules, for a table that has none. */
    void contents() {
        Group linkLocal = table.byIndex() ? Group.LINK_LOCAL_BY_INDEX : Group.LINK_LOCAL;
        int id = 1;
        for (Group group : List.of(Group.VIPS, Group.VIPS6, linkLocal, Group.QUIET)) {
            set(group, id++);
        }
        chain("in", LOCAL_IN);
        chain("out", LOCAL_OUT);
        quiet(2);
        quiet(58);
        for (String chain : List.of("in", "out")) {
            neighbourDiscovery(chain, 135);
            neighbourDiscovery(chain, 136);
        }
        drop("in", AddressFamily.IPV4, 16, Group.VIPS);
        drop("in", AddressFamily.IPV6, 24, Group.VIPS6);
        drop("in", AddressFamily.IPV6, 24, linkLocal);
        drop("out", AddressFamily.IPV4, 12, Group.VIPS);
        drop("out", AddressFamily.IPV6, 8, Group.VIPS6);
        drop("out", AddressFamily.IPV6, 8, linkLocal);
    }

    private void set(Group group, int id) {
        int start = message(NEW_SET, NLM_F_CREATE);
        attributes.text(1, table.name());
        attributes.text(2, group.title);
        attributes.network32(3, 0);
        attributes.network32(4, group.type);
        attributes.network32(5, group.octets);
        attributes.network32(10, id);
        if (group == Group.QUIET) {
            attributes.octets(13, HOST_ORDER);
        }
        attributes.end(start);
    }

    private void chain(String name, int hook) {
        int start = message(NEW_CHAIN, NLM_F_CREATE);
        attributes.text(1, table.name());
        attributes.text(3, name);
        int nested = attributes.nested(4);
        attributes.network32(1, hook);
        attributes.network32(2, table.priority());
        attributes.endNested(nested);
        attributes.network32(5, 1);
        attributes.text(7, "filter");
        attributes.end(start);
    }

    /** Puts entries into their sets, or takes them out. */
    void elements(boolean adding, Group group, List<FilterEntry> entries) {
        int start = message(adding ? NEW_ELEMENTS : DELETE_ELEMENTS, adding ? NLM_F_CREATE : 0);
        attributes.text(1, table.name());
        attributes.text(2, group.title);
        int list = attributes.nested(3);
        for (FilterEntry entry : entries) {
            int element = attributes.nested(LIST_ELEMENT);
            int key = attributes.nested(1);
            attributes.octets(DATA_VALUE, key(entry));
            attributes.endNested(key);
            attributes.endNested(element);
        }
        attributes.endNested(list);
        attributes.end(start);
    }

    /** The set that the entry belongs in. */
    Group group(FilterEntry entry) {
        return switch (entry) {
            case FilterEntry.Address(Ip ip) -> ip.family() == AddressFamily.IPV4 ? Group.VIPS : Group.VIPS6;
            case FilterEntry.LinkLocal _ -> table.byIndex() ? Group.LINK_LOCAL_BY_INDEX : Group.LINK_LOCAL;
            case FilterEntry.Quiet _ -> Group.QUIET;
        };
    }

    private byte[] key(FilterEntry entry) {
        return switch (entry) {
            case FilterEntry.Address(Ip ip) -> ip.octets();
            case FilterEntry.LinkLocal(Ip ip, String device, int index) ->
                concatenated(ip.octets(), table.byIndex() ? native32(index) : name(device));
            case FilterEntry.Quiet(String device) -> name(device);
        };
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] native32(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.nativeOrder())
                .putInt(value)
                .array();
    }

    private static byte[] name(String device) {
        return Arrays.copyOf(device.getBytes(StandardCharsets.UTF_8), IFNAMSIZ);
    }

    private FilterRule rule(String chain) {
        int start = message(NEW_RULE, NLM_F_CREATE | NLM_F_APPEND);
        attributes.text(1, table.name());
        attributes.text(2, chain);
        return new FilterRule(attributes, start);
    }

    private void quiet(int protocol) {
        FilterRule rule = rule("out");
        rule.metaName(false, FilterRule.FIRST);
        rule.lookup(Group.QUIET.title);
        rule.protocol(protocol);
        rule.drop(table.counting());
    }

    private void neighbourDiscovery(String chain, int type) {
        FilterRule rule = rule(chain);
        rule.protocol(58);
        rule.icmpType(type);
        rule.accept();
    }

    private void drop(String chain, AddressFamily family, int offset, Group group) {
        FilterRule rule = rule(chain);
        rule.family(family);
        rule.networkHeader(offset, family == AddressFamily.IPV4 ? 4 : 16);
        switch (group) {
            case VIPS, VIPS6, QUIET -> {}
            case LINK_LOCAL -> rule.metaName(chain.equals("in"), FilterRule.SECOND);
            case LINK_LOCAL_BY_INDEX -> rule.metaIndex(chain.equals("in"), FilterRule.SECOND);
        }
        rule.lookup(group.title);
        rule.drop(table.counting());
    }

    /** The sequence number of the message to come. */
    int sequence() {
        return sequence;
    }
}
