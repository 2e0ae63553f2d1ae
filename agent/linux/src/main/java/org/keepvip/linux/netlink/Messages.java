package org.keepvip.linux.netlink;

import java.nio.ByteBuffer;

/**
 * A cursor over the messages of a datagram (struct nlmsghdr, netlink(7)). Never throws for what the bytes are: it ends at
 * the first message that does not fit.
 */
final class Messages {
    static final int HEADER = 16;
    static final int NLMSG_ERROR = 2;
    static final int NLMSG_DONE = 3;
    static final int NLMSG_OVERRUN = 4;

    private static final int NLM_F_DUMP_INTR = 0x10;
    private static final int NLM_F_CAPPED = 0x100;
    private static final int NLM_F_ACK_TLVS = 0x200;
    private static final int NLMSGERR_ATTR_MSG = 1;

    private final ByteBuffer buffer;
    private int start;
    private int end;
    private int following;

    /** The messages from 0 to the buffer's limit; its byte order must be the machine's. */
    Messages(ByteBuffer buffer) {
        this.buffer = buffer;
    }

    boolean next() {
        int left = buffer.limit() - following;
        if (left < HEADER) {
            return false;
        }
        int whole = buffer.getInt(following);
        if (whole < HEADER || whole > left) {
            return false;
        }
        start = following;
        end = start + whole;
        following = Math.min(buffer.limit(), start + (whole + 3 & ~3));
        return true;
    }

    ByteBuffer buffer() {
        return buffer;
    }

    int type() {
        return buffer.getShort(start + 4) & 0xFFFF;
    }

    int sequence() {
        return buffer.getInt(start + 8);
    }

    /** The kernel saw a change while it wrote out a list, which is therefore not of one moment. */
    boolean interrupted() {
        return (flags() & NLM_F_DUMP_INTR) != 0;
    }

    private int flags() {
        return buffer.getShort(start + 6) & 0xFFFF;
    }

    /** Where the message's body starts. */
    int body() {
        return start + HEADER;
    }

    /** Where the message ends. */
    int end() {
        return end;
    }

    /** The errno of an NLMSG_ERROR or NLMSG_DONE, positive; 0 for success. */
    int errno() {
        return end - body() < 4 ? 0 : -buffer.getInt(body());
    }

    /** The kernel's own words of an NLMSG_ERROR (NETLINK_EXT_ACK), or empty. */
    String detail() {
        if ((flags() & NLM_F_ACK_TLVS) == 0 || end - body() < 4 + HEADER) {
            return "";
        }
        long request = (flags() & NLM_F_CAPPED) != 0 ? HEADER : Integer.toUnsignedLong(buffer.getInt(body() + 4));
        long from = body() + 4 + (request + 3 & ~3L);
        if (from > end) {
            return "";
        }
        Attributes attributes = new Attributes(buffer, (int) from, end);
        while (attributes.next()) {
            if (attributes.type() == NLMSGERR_ATTR_MSG) {
                return attributes.text();
            }
        }
        return "";
    }
}
