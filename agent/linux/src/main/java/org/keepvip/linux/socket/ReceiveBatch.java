package org.keepvip.linux.socket;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static org.keepvip.linux.libc.SocketAddress.NET_INT;
import static org.keepvip.linux.libc.SocketAddress.NET_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.keepvip.linux.AddressFamily;
import org.keepvip.linux.Errno;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.Ip;
import org.keepvip.linux.libc.Libc;
import org.keepvip.linux.libc.SocketAddress;

/**
 * Datagrams or frames received together, with one recvmmsg(2). Everything about the {@code i}th is read as a primitive or
 * through a buffer that is made once, so that receiving makes no garbage. What it holds is valid until the next receive.
 * An instance belongs to one thread at a time, and may serve several sockets in turn.
 */
public final class ReceiveBatch {
    private static final int NAME = 32;
    private static final int CONTROL = 128;
    private static final int MSG_TRUNC = 0x20;
    private static final int SOL_SOCKET = 1;
    private static final int SCM_TIMESTAMPNS = 35;
    private static final int IPPROTO_IP = 0;
    private static final int IP_TTL = 2;
    private static final int IP_PKTINFO = 8;
    private static final int IPPROTO_IPV6 = 41;
    private static final int IPV6_PKTINFO = 50;
    private static final int IPV6_HOPLIMIT = 52;
    private static final int IP_RECVFRAGSIZE = 25;
    private static final int IPV6_RECVFRAGSIZE = 77;
    private static final int PACKET_OUTGOING = 4;

    private final MessageVector vector;
    private final MemorySegment names;
    private final MemorySegment controls;
    private final long[] destinationHigh;
    private final long[] destinationLow;
    private final long[] timestamps;
    private final int[] interfaces;
    private final int[] hopLimits;
    private final boolean[] reassembled;
    private int count;

    /**
     * An empty batch.
     *
     * @param capacity datagrams, 1 to 1024
     * @param maxLength octets kept of each; of a longer one the rest is cut off, see {@link #truncated}
     */
    public ReceiveBatch(int capacity, int maxLength) {
        vector = new MessageVector(capacity, maxLength);
        Arena arena = Arena.ofAuto();
        names = arena.allocate((long) capacity * NAME, 8);
        controls = arena.allocate((long) capacity * CONTROL, 8);
        destinationHigh = new long[capacity];
        destinationLow = new long[capacity];
        timestamps = new long[capacity];
        interfaces = new int[capacity];
        hopLimits = new int[capacity];
        reassembled = new boolean[capacity];
        for (int i = 0; i < capacity; i++) {
            prepare(i);
        }
    }

    private void prepare(int i) {
        vector.name(i, names.address() + name(i), NAME);
        vector.control(i, controls.address() + (long) i * CONTROL, CONTROL);
    }

    /** How many it can hold. */
    public int capacity() {
        return vector.capacity();
    }

    /** How many it holds. */
    public int count() {
        return count;
    }

    /**
     * The octets: an IPv4 datagram with its header, an IPv6 datagram without, a frame with its Ethernet header, what UDP
     * carries.
     *
     * @return from 0 to the length; the same object for every {@code i} each time, so that it is not to be kept
     */
    public ByteBuffer bytes(int i) {
        return vector.view(i).limit(length(i)).position(0);
    }

    /**
     * Copies the octets to the start of an array.
     *
     * @param to no shorter than the batch's {@code maxLength}
     * @return how many
     */
    public int copyTo(int i, byte[] to) {
        int length = length(i);
        vector.view(i).limit(length).get(0, to, 0, length);
        return length;
    }

    /** The octets that were kept. */
    public int length(int i) {
        return Math.min(vector.length(i), vector.maxLength());
    }

    /** Whether there was more than the batch keeps. */
    public boolean truncated(int i) {
        return (vector.flags(i) & MSG_TRUNC) != 0;
    }

    /** The source address's upper half, as {@link Ip#high}. */
    public long sourceHigh(int i) {
        return isIpv6(i) ? names.get(NET_LONG, name(i) + 8) : 0;
    }

    /** The source address's lower half, as {@link Ip#low}. */
    public long sourceLow(int i) {
        return isIpv6(i) ? names.get(NET_LONG, name(i) + 16) : Integer.toUnsignedLong(names.get(NET_INT, name(i) + 4));
    }

    /** The source address; makes an object. */
    public Ip source(int i) {
        return ip(i, sourceHigh(i), sourceLow(i));
    }

    /** The destination address's upper half, as {@link Ip#high}. */
    public long destinationHigh(int i) {
        return destinationHigh[i];
    }

    /** The destination address's lower half, as {@link Ip#low}. */
    public long destinationLow(int i) {
        return destinationLow[i];
    }

    /** The destination address; makes an object. */
    public Ip destination(int i) {
        return ip(i, destinationHigh[i], destinationLow[i]);
    }

    /** The TTL or hop limit it arrived with, 0 to 255; -1 for a frame. */
    public int hopLimit(int i) {
        return hopLimits[i];
    }

    /** Whether the kernel put it together from fragments. */
    public boolean reassembled(int i) {
        return reassembled[i];
    }

    /** The interface it arrived by, or left by when {@link #outgoing}; 0 if the kernel did not say. */
    public int interfaceIndex(int i) {
        return interfaces[i];
    }

    /** When the kernel handled it, in nanoseconds of CLOCK_REALTIME; 0 for sockets other than {@link CaptureSocket}. */
    public long timestampNanos(int i) {
        return timestamps[i];
    }

    /** Whether the frame was sent by this machine; only a {@link CaptureSocket} gets such. */
    public boolean outgoing(int i) {
        return names.get(JAVA_SHORT, name(i)) == SocketAddress.AF_PACKET
                && names.get(JAVA_BYTE, name(i) + 10) == PACKET_OUTGOING;
    }

    /**
     * Whether the octets from {@code from} on are those of {@code earlier} between its position and its limit; so an advert
     * that is repeated unchanged need not be decoded again.
     *
     * @param from octets to leave out at the start, such as an IPv4 header with its changing identification
     */
    public boolean matches(int i, int from, ByteBuffer earlier) {
        int length = length(i);
        return length - from == earlier.remaining()
                && vector.view(i).limit(length).position(from).mismatch(earlier) == -1;
    }

    private boolean isIpv6(int i) {
        return names.get(JAVA_SHORT, name(i)) == AddressFamily.IPV6.number();
    }

    private Ip ip(int i, long high, long low) {
        return isIpv6(i) ? Ip.v6(high, low) : Ip.v4((int) low);
    }

    private static long name(int i) {
        return (long) i * NAME;
    }

    /** Takes what the socket has; 0 if that is nothing. */
    int receiveOn(int fd) throws ErrnoException {
        // Only entries that were filled last time are no longer as the kernel wants them.
        for (int i = 0; i < count; i++) {
            prepare(i);
        }
        count = 0;
        int received = Libc.call(Libc.RECVMMSG, fd, vector.address(0), vector.capacity(), 0);
        if (received == -1) {
            received = askWhy(fd);
        }
        for (int i = 0; i < received; i++) {
            read(i);
        }
        count = received;
        return received;
    }

    /** Receives again, this time learning errno; there may be something now. */
    private int askWhy(int fd) throws ErrnoException {
        try {
            return Libc.checked(Libc.RECVMMSG, fd, vector.address(0), vector.capacity(), 0);
        } catch (ErrnoException e) {
            if (e.errno() == Errno.EAGAIN || e.errno() == Errno.EINTR) {
                return 0;
            }
            throw e;
        }
    }

    private void read(int i) {
        hopLimits[i] = -1;
        interfaces[i] = 0;
        timestamps[i] = 0;
        reassembled[i] = false;
        destinationHigh[i] = 0;
        destinationLow[i] = 0;
        short family = names.get(JAVA_SHORT, name(i));
        if (family == SocketAddress.AF_PACKET) {
            interfaces[i] = names.get(JAVA_INT, name(i) + 4);
        } else if (family == AddressFamily.IPV4.number() && length(i) >= 20) {
            hopLimits[i] = vector.memory().get(JAVA_BYTE, vector.offset(i) + 8) & 0xFF;
            destinationLow[i] = Integer.toUnsignedLong(vector.memory().get(NET_INT, vector.offset(i) + 16));
        }
        long at = (long) i * CONTROL;
        long end = at + Math.min(CONTROL, vector.controlLength(i));
        while (end - at >= 16) {
            long length = controls.get(JAVA_LONG, at);
            if (length < 16 || length > end - at) {
                return;
            }
            readControl(i, at);
            at += length + 7 & ~7L;
        }
    }

    private void readControl(int i, long at) {
        int level = controls.get(JAVA_INT, at + 8);
        int type = controls.get(JAVA_INT, at + 12);
        long data = at + 16;
        if (level == IPPROTO_IPV6 && type == IPV6_HOPLIMIT) {
            hopLimits[i] = controls.get(JAVA_INT, data);
        } else if (level == IPPROTO_IPV6 && type == IPV6_PKTINFO) {
            destinationHigh[i] = controls.get(NET_LONG, data);
            destinationLow[i] = controls.get(NET_LONG, data + 8);
            interfaces[i] = controls.get(JAVA_INT, data + 16);
        } else if (level == IPPROTO_IP && type == IP_PKTINFO) {
            interfaces[i] = controls.get(JAVA_INT, data);
            destinationLow[i] = Integer.toUnsignedLong(controls.get(NET_INT, data + 8));
        } else if (level == IPPROTO_IP && type == IP_TTL) {
            hopLimits[i] = controls.get(JAVA_INT, data);
        } else if ((level == IPPROTO_IP && type == IP_RECVFRAGSIZE)
                || (level == IPPROTO_IPV6 && type == IPV6_RECVFRAGSIZE)) {
            reassembled[i] = true;
        } else if (level == SOL_SOCKET && type == SCM_TIMESTAMPNS) {
            timestamps[i] = controls.get(JAVA_LONG, data) * 1_000_000_000L + controls.get(JAVA_LONG, data + 8);
        }
    }
}
