package org.keepvip.linux.netlink;

import org.keepvip.linux.AddressFamily;

/** Writes the expressions of one nf_tables rule, in order; its verdict ends it. */
final class FilterRule {
    /** The registers: sixteen octets each, one behind the other. */
    static final int FIRST = 1;

    static final int SECOND = 2;

    private static final int LIST_ELEMENT = 1;
    private static final int EXPRESSIONS = 4;
    private static final int NAME = 1;
    private static final int CONTENTS = 2;
    private static final int DATA_VALUE = 1;
    private static final int DATA_VERDICT = 2;
    private static final int META_IIF = 4;
    private static final int META_OIF = 5;
    private static final int META_IIFNAME = 6;
    private static final int META_OIFNAME = 7;
    private static final int META_NFPROTO = 15;
    private static final int META_L4PROTO = 16;
    private static final int NETWORK_HEADER = 1;
    private static final int TRANSPORT_HEADER = 2;
    private static final int NFPROTO_IPV4 = 2;
    private static final int NFPROTO_IPV6 = 10;
    private static final int NF_DROP = 0;
    private static final int NF_ACCEPT = 1;

    private final AttributeWriter attributes;
    private final int message;
    private final int list;

    FilterRule(AttributeWriter attributes, int message) {
        this.attributes = attributes;
        this.message = message;
        list = attributes.nested(EXPRESSIONS);
    }

    private void expression(String name, Runnable contents) {
        int element = attributes.nested(LIST_ELEMENT);
        attributes.text(NAME, name);
        int nested = attributes.nested(CONTENTS);
        contents.run();
        attributes.endNested(nested);
        attributes.endNested(element);
    }

    private void meta(int key, int register) {
        expression("meta", () -> {
            attributes.network32(2, key);
            attributes.network32(1, register);
        });
    }

    private void equalTo(int octet) {
        expression("cmp", () -> {
            attributes.network32(1, FIRST);
            attributes.network32(2, 0);
            int data = attributes.nested(3);
            attributes.octets(DATA_VALUE, new byte[] {(byte) octet});
            attributes.endNested(data);
        });
    }

    private void payload(int base, int offset, int length) {
        expression("payload", () -> {
            attributes.network32(1, FIRST);
            attributes.network32(2, base);
            attributes.network32(3, offset);
            attributes.network32(4, length);
        });
    }

    void family(AddressFamily family) {
        meta(META_NFPROTO, FIRST);
        equalTo(family == AddressFamily.IPV4 ? NFPROTO_IPV4 : NFPROTO_IPV6);
    }

    /** The protocol behind the IP header and its extensions. */
    void protocol(int number) {
        meta(META_L4PROTO, FIRST);
        equalTo(number);
    }

    void icmpType(int type) {
        payload(TRANSPORT_HEADER, 0, 1);
        equalTo(type);
    }

    /** Takes octets of the IP header into the first register. */
    void networkHeader(int offset, int length) {
        payload(NETWORK_HEADER, offset, length);
    }

    /** Takes the name of the interface the packet came by, or leaves by, into a register. */
    void metaName(boolean incoming, int register) {
        meta(incoming ? META_IIFNAME : META_OIFNAME, register);
    }

    /** Takes its index. */
    void metaIndex(boolean incoming, int register) {
        meta(incoming ? META_IIF : META_OIF, register);
    }

    /** Goes on only if what the registers hold, from the first, is in the set. */
    void lookup(String set) {
        expression("lookup", () -> {
            attributes.text(1, set);
            attributes.network32(2, FIRST);
        });
    }

    void drop(boolean counting) {
        if (counting) {
            expression("counter", () -> {});
        }
        verdict(NF_DROP);
    }

    void accept() {
        verdict(NF_ACCEPT);
    }

    private void verdict(int code) {
        expression("immediate", () -> {
            attributes.network32(1, 0);
            int data = attributes.nested(2);
            int verdict = attributes.nested(DATA_VERDICT);
            attributes.network32(1, code);
            attributes.endNested(verdict);
            attributes.endNested(data);
        });
        attributes.endNested(list);
        attributes.end(message);
    }
}
