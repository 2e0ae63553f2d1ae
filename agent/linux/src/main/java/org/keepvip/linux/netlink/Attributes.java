package org.keepvip.linux.netlink;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A cursor over attributes (struct rtattr, netlink(7)). Never throws for what the bytes are: it ends at the first attribute
 * that does not fit, and one that is too short for what is asked reads as zero or empty.
 */
final class Attributes {
    private static final int HEADER = 4;
    private static final int TYPE_MASK = 0x3FFF;

    private final ByteBuffer buffer;
    private final int end;
    private int following;
    private int start;
    private int length;

    /** The attributes between two positions, which must lie within the buffer. */
    Attributes(ByteBuffer buffer, int start, int end) {
        this.buffer = buffer;
        this.following = start;
        this.end = end;
    }

    boolean next() {
        if (end - following < HEADER) {
            return false;
        }
        int whole = buffer.getShort(following) & 0xFFFF;
        if (whole < HEADER || whole > end - following) {
            return false;
        }
        start = following + HEADER;
        length = whole - HEADER;
        following += whole + 3 & ~3;
        return true;
    }

    int type() {
        return buffer.getShort(start - 2) & TYPE_MASK;
    }

    int length() {
        return length;
    }

    int u8() {
        return length < 1 ? 0 : buffer.get(start) & 0xFF;
    }

    int i32() {
        return i32(0);
    }

    int i32(int offset) {
        return length < offset + 4 ? 0 : buffer.getInt(start + offset);
    }

    byte[] octets() {
        byte[] octets = new byte[length];
        buffer.get(start, octets);
        return octets;
    }

    /** Up to the terminating zero, if there is one. */
    String text() {
        int size = 0;
        while (size < length && buffer.get(start + size) != 0) {
            size++;
        }
        return new String(octets(), 0, size, StandardCharsets.UTF_8);
    }

    Attributes nested() {
        return new Attributes(buffer, start, start + length);
    }
}
