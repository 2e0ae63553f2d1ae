package org.keepvip.linux.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes netlink messages with attributes, nested ones too, into a buffer whose byte order is the machine's. */
final class MessageWriter {
    static final int NLM_F_REQUEST = 0x1;
    static final int NLM_F_ACK = 0x4;
    static final int NLM_F_EXCL = 0x200;
    static final int NLM_F_CREATE = 0x400;
    static final int NLM_F_APPEND = 0x800;

    private final ByteBuffer buffer;

    MessageWriter(ByteBuffer buffer) {
        this.buffer = buffer;
    }

    /** The buffer, for fixed headers. */
    ByteBuffer buffer() {
        return buffer;
    }

    /** Begins a message; the result is for {@link #end}. */
    int begin(int type, int flags, int sequence) {
        int start = buffer.position();
        buffer.putInt(0)
                .putShort((short) type)
                .putShort((short) (NLM_F_REQUEST | flags))
                .putInt(sequence)
                .putInt(0);
        return start;
    }

    void end(int start) {
        buffer.putInt(start, buffer.position() - start);
    }

    /** Begins an attribute that holds others; the result is for {@link #endNest}. */
    int beginNest(int type) {
        int start = buffer.position();
        buffer.putShort((short) 0).putShort((short) type);
        return start;
    }

    void endNest(int start) {
        buffer.putShort(start, (short) (buffer.position() - start));
    }

    void octets(int type, byte... value) {
        buffer.putShort((short) (4 + value.length)).putShort((short) type).put(value);
        while (buffer.position() % 4 != 0) {
            buffer.put((byte) 0);
        }
    }

    void u8(int type, int value) {
        octets(type, (byte) value);
    }

    void u32(int type, long value) {
        buffer.putShort((short) 8).putShort((short) type).putInt((int) value);
    }

    /** In network order. */
    void u64BigEndian(int type, long value) {
        octets(
                type,
                ByteBuffer.allocate(8).order(ByteOrder.BIG_ENDIAN).putLong(value).array());
    }

    void text(int type, String value) {
        octets(type, (value + "\0").getBytes(StandardCharsets.UTF_8));
    }
}
