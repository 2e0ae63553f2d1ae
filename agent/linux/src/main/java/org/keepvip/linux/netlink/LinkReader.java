package org.keepvip.linux.netlink;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one struct ifinfomsg and its attributes. */
final class LinkReader {
    private static final int IFINFOMSG = 16;
    private static final int AF_UNSPEC = 0;
    private static final int IFLA_ADDRESS = 1;
    private static final int IFLA_IFNAME = 3;
    private static final int IFLA_MTU = 4;
    private static final int IFLA_LINK = 5;
    private static final int IFLA_MASTER = 10;
    private static final int IFLA_LINKINFO = 18;
    private static final int IFLA_IFALIAS = 20;
    private static final int IFLA_LINK_NETNSID = 37;
    private static final int IFLA_INFO_KIND = 1;
    private static final int IFLA_INFO_DATA = 2;
    private static final int IFLA_VRF_TABLE = 1;
    private static final String VRF = "vrf";

    private String name = "";
    private String kind = "";
    private String alias = "";
    private Optional<HardwareAddress> hardwareAddress = Optional.empty();
    private int mtu;
    private int master;
    private int lower;
    private int table;
    private boolean lowerIsElsewhere;

    private LinkReader() {}

    /** What lies between two positions of the buffer; null if that is no link. */
    static @Nullable Link read(ByteBuffer buffer, int body, int end) {
        // A bridge reports a port that leaves it as RTM_DELLINK of family AF_BRIDGE: the link itself is still there.
        if (end - body < IFINFOMSG || buffer.get(body) != AF_UNSPEC) {
            return null;
        }
        LinkReader reader = new LinkReader();
        reader.read(new Attributes(buffer, body + IFINFOMSG, end));
        int type = buffer.getShort(body + 2) & 0xFFFF;
        int index = buffer.getInt(body + 4);
        int flags = buffer.getInt(body + 8);
        return reader.name.isEmpty() ? null : reader.link(index, type, flags);
    }

    private void read(Attributes attributes) {
        while (attributes.next()) {
            switch (attributes.type()) {
                case IFLA_IFNAME -> name = attributes.text();
                case IFLA_ADDRESS -> hardwareAddress = Optional.of(HardwareAddress.of(attributes.octets()));
                case IFLA_MTU -> mtu = attributes.i32();
                case IFLA_MASTER -> master = attributes.i32();
                case IFLA_LINK -> lower = attributes.i32();
                case IFLA_IFALIAS -> alias = attributes.text();
                case IFLA_LINK_NETNSID -> lowerIsElsewhere = true;
                case IFLA_LINKINFO -> information(attributes.nested());
                default -> {
                    // The kernel tells much more than we ask.
                }
            }
        }
    }

    private Link link(int index, int type, int flags) {
        return new Link(
                index,
                name,
                flags,
                mtu,
                type,
                kind,
                hardwareAddress,
                master,
                lowerIsElsewhere ? 0 : lower,
                alias,
                kind.equals(VRF) ? table : 0);
    }

    private void information(Attributes attributes) {
        while (attributes.next()) {
            if (attributes.type() == IFLA_INFO_KIND) {
                kind = attributes.text();
            } else if (attributes.type() == IFLA_INFO_DATA) {
                Attributes data = attributes.nested();
                while (data.next()) {
                    if (data.type() == IFLA_VRF_TABLE) {
                        table = data.i32();
                    }
                }
            }
        }
    }
}
