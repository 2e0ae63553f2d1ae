package org.keepvip.linux.netlink;

import java.nio.ByteBuffer;

/** Writes requests about links (rtnetlink(7), if_link.h). */
final class LinkWriter {
    private static final int NLM_F_REQUEST = 0x1;
    private static final int NLM_F_ACK = 0x4;
    private static final int NLM_F_EXCL = 0x200;
    private static final int NLM_F_CREATE = 0x400;
    private static final int RTM_NEWLINK = 16;
    private static final int RTM_DELLINK = 17;
    private static final int RTM_GETLINK = 18;
    private static final int IFF_UP = 1;
    private static final int IFLA_ADDRESS = 1;
    private static final int IFLA_IFNAME = 3;
    private static final int IFLA_LINK = 5;
    private static final int IFLA_LINKINFO = 18;
    private static final int IFLA_IFALIAS = 20;
    private static final int IFLA_INFO_KIND = 1;
    private static final int IFLA_INFO_DATA = 2;
    private static final int IFLA_MACVLAN_MODE = 1;
    private static final int MACVLAN_MODE_PRIVATE = 1;
    private static final int IFLA_IPVLAN_MODE = 1;
    private static final int IFLA_IPVLAN_FLAGS = 2;
    private static final int IPVLAN_MODE_L2 = 0;

    private final ByteBuffer buffer;
    private final AttributeWriter attributes;

    LinkWriter(ByteBuffer buffer) {
        this.buffer = buffer;
        attributes = new AttributeWriter(buffer);
    }

    /** Makes it, down; EEXIST where the name is taken. */
    void create(VirtualLink link, int sequence) {
        int start = header(RTM_NEWLINK, NLM_F_ACK | NLM_F_CREATE | NLM_F_EXCL, sequence, 0, 0, 0);
        attributes.text(IFLA_IFNAME, link.name());
        attributes.i32(IFLA_LINK, link.lower());
        if (link.form() instanceof VirtualLink.Macvlan(HardwareAddress address)) {
            attributes.octets(IFLA_ADDRESS, address.octets());
        }
        kind(link.form());
        attributes.end(start);
    }

    /** Gives it the form's mode, whatever it had. */
    void mode(int index, VirtualLink.Form form, int sequence) {
        int start = header(RTM_NEWLINK, NLM_F_ACK, sequence, index, 0, 0);
        kind(form);
        attributes.end(start);
    }

    /** Its alias. */
    void alias(int index, String alias, int sequence) {
        int start = header(RTM_NEWLINK, NLM_F_ACK, sequence, index, 0, 0);
        attributes.text(IFLA_IFALIAS, alias);
        attributes.end(start);
    }

    void up(int index, int sequence) {
        int start = header(RTM_NEWLINK, NLM_F_ACK, sequence, index, IFF_UP, IFF_UP);
        attributes.end(start);
    }

    void delete(int index, int sequence) {
        int start = header(RTM_DELLINK, NLM_F_ACK, sequence, index, 0, 0);
        attributes.end(start);
    }

    /** Asks for the link of that name. */
    void find(String name, int sequence) {
        int start = header(RTM_GETLINK, NLM_F_ACK, sequence, 0, 0, 0);
        attributes.text(IFLA_IFNAME, name);
        attributes.end(start);
    }

    private int header(int type, int flags, int sequence, int index, int up, int changed) {
        int start = attributes.message(type, NLM_F_REQUEST | flags, sequence);
        // struct ifinfomsg: family, type, index, flags, and which of these count
        buffer.putInt(0).putInt(index).putInt(up).putInt(changed);
        return start;
    }

    private void kind(VirtualLink.Form form) {
        int linkInfo = attributes.nested(IFLA_LINKINFO);
        attributes.text(IFLA_INFO_KIND, form.kind());
        int own = attributes.nested(IFLA_INFO_DATA);
        switch (form) {
            case VirtualLink.Macvlan _ -> attributes.i32(IFLA_MACVLAN_MODE, MACVLAN_MODE_PRIVATE);
            case VirtualLink.Ipvlan(VirtualLink.Traffic traffic) -> {
                attributes.i16(IFLA_IPVLAN_MODE, IPVLAN_MODE_L2);
                attributes.i16(IFLA_IPVLAN_FLAGS, flags(traffic));
            }
        }
        attributes.endNested(own);
        attributes.endNested(linkInfo);
    }

    private static int flags(VirtualLink.Traffic traffic) {
        return switch (traffic) {
            case BRIDGE -> 0;
            case PRIVATE -> 1;
            case VEPA -> 2;
        };
    }
}
