package org.keepvip.linux.socket;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * An array of struct mmsghdr (sendmmsg(2), recvmmsg(2)) with one iovec and one piece of memory for each entry. All of it
 * is native and stays where it is, so that its addresses are computed once.
 */
final class MessageVector {
    private static final int MMSGHDR = 64;
    private static final int IOVEC = 16;
    private static final int MSG_NAME = 0;
    private static final int MSG_NAMELEN = 8;
    private static final int MSG_IOV = 16;
    private static final int MSG_IOVLEN = 24;
    private static final int MSG_CONTROL = 32;
    private static final int MSG_CONTROLLEN = 40;
    private static final int MSG_FLAGS = 48;
    private static final int MSG_LEN = 56;

    private final MemorySegment headers;
    private final MemorySegment iovecs;
    private final MemorySegment bytes;
    private final ByteBuffer[] views;
    private final int stride;
    private final int maxLength;

    MessageVector(int capacity, int maxLength) {
        if (capacity < 1 || capacity > 1024 || maxLength < 1) {
            throw new IllegalArgumentException(capacity + " datagrams of " + maxLength + " octets");
        }
        this.maxLength = maxLength;
        stride = maxLength + 7 & ~7;
        Arena arena = Arena.ofAuto();
        headers = arena.allocate((long) capacity * MMSGHDR, 8);
        iovecs = arena.allocate((long) capacity * IOVEC, 8);
        bytes = arena.allocate((long) capacity * stride, 8);
        views = new ByteBuffer[capacity];
        for (int i = 0; i < capacity; i++) {
            views[i] = bytes.asSlice((long) i * stride, maxLength).asByteBuffer();
            iovecs.set(JAVA_LONG, (long) i * IOVEC, bytes.address() + (long) i * stride);
            iovecs.set(JAVA_LONG, (long) i * IOVEC + 8, maxLength);
            headers.set(JAVA_LONG, at(i) + MSG_IOV, iovecs.address() + (long) i * IOVEC);
            headers.set(JAVA_LONG, at(i) + MSG_IOVLEN, 1);
        }
    }

    private static long at(int i) {
        return (long) i * MMSGHDR;
    }

    int capacity() {
        return views.length;
    }

    int maxLength() {
        return maxLength;
    }

    /** The address of the entry, for the kernel. */
    long address(int i) {
        return headers.address() + at(i);
    }

    /** The entry's memory; always the same object. */
    ByteBuffer view(int i) {
        return views[i];
    }

    /** Where the entry's memory starts within {@link #memory()}. */
    long offset(int i) {
        return (long) i * stride;
    }

    MemorySegment memory() {
        return bytes;
    }

    void name(int i, long address, int length) {
        headers.set(JAVA_LONG, at(i) + MSG_NAME, address);
        headers.set(JAVA_INT, at(i) + MSG_NAMELEN, length);
    }

    void control(int i, long address, long length) {
        headers.set(JAVA_LONG, at(i) + MSG_CONTROL, address);
        headers.set(JAVA_LONG, at(i) + MSG_CONTROLLEN, length);
    }

    /** What the kernel wrote of control messages, in octets. */
    long controlLength(int i) {
        return headers.get(JAVA_LONG, at(i) + MSG_CONTROLLEN);
    }

    /** MSG_TRUNC, MSG_CTRUNC and so on. */
    int flags(int i) {
        return headers.get(JAVA_INT, at(i) + MSG_FLAGS);
    }

    /** What the kernel received or sent, in octets. */
    int length(int i) {
        return headers.get(JAVA_INT, at(i) + MSG_LEN);
    }

    /** What is to be sent, in octets. */
    void lengthToSend(int i, int length) {
        iovecs.set(JAVA_LONG, (long) i * IOVEC + 8, length);
    }
}
