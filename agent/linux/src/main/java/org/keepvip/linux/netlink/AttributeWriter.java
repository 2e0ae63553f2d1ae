package org.keepvip.linux.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes netlink messages and their attributes (netlink(7)) into a buffer whose byte order is the machine's. */
final class AttributeWriter {
    private static final int NLA_F_NESTED = 0x8000;
    private static final int HEADER = 4;

    private final ByteBuffer buffer;

    AttributeWriter(ByteBuffer buffer) {
        this.buffer = buffer;
    }

    /** Begins a message with its header; what it returns goes to {@link #end}. */
    int message(int type, int flags, int sequence) {
        int start = buffer.position();
        buffer.putInt(0)
                .putShort((short) type)
                .putShort((short) flags)
                .putInt(sequence)
                .putInt(0);
        return start;
    }

    /** Ends the message that began at {@code start}. */
    void end(int start) {
        buffer.putInt(start, buffer.position() - start);
    }

    /** Begins an attribute that holds others; what it returns goes to {@link #endNested}. */
    int nested(int type) {
        int start = buffer.position();
        buffer.putShort((short) 0).putShort((short) (type | NLA_F_NESTED));
        return start;
    }

    /** As {@link #nested}, without the mark: rtnetlink's older attributes that hold others are known by their type. */
    int compound(int type) {
        int start = buffer.position();
        buffer.putShort((short) 0).putShort((short) type);
        return start;
    }

    /** Ends the attribute that began at {@code start}. */
    void endNested(int start) {
        buffer.putShort(start, (short) (buffer.position() - start));
    }

    void octets(int type, byte[] value) {
        buffer.putShort((short) (HEADER + value.length)).putShort((short) type).put(value);
        while (buffer.position() % 4 != 0) {
            buffer.put((byte) 0);
        }
    }

    /** With the zero that ends it. */
    void text(int type, String value) {
        octets(type, (value + "\0").getBytes(StandardCharsets.UTF_8));
    }

    void i8(int type, int value) {
        octets(type, new byte[] {(byte) value});
    }

    /** In network byte order, as tunnel ids are. */
    void network64(int type, long value) {
        octets(type, bytes(8).order(ByteOrder.BIG_ENDIAN).putLong(value).array());
    }

    /** In the machine's byte order, as rtnetlink has it. */
    void i32(int type, int value) {
        octets(type, bytes(4).putInt(value).array());
    }

    /** In the machine's byte order, as rtnetlink has it. */
    void i16(int type, int value) {
        octets(type, bytes(2).putShort((short) value).array());
    }

    /** In network byte order, as nf_tables has it. */
    void network32(int type, int value) {
        octets(type, bytes(4).order(ByteOrder.BIG_ENDIAN).putInt(value).array());
    }

    private static ByteBuffer bytes(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
    }
}
