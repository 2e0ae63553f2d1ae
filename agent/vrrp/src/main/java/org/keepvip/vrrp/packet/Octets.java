package org.keepvip.vrrp.packet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.keepvip.conf.address.IpAddress;

/** Fields in network order, read from and written to octets in place. */
final class Octets {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Octets() {}

    static int unsigned8(byte[] octets, int at) {
        return octets[at] & 0xFF;
    }

    static int unsigned16(byte[] octets, int at) {
        return (short) SHORT.get(octets, at) & 0xFFFF;
    }

    static int signed32(byte[] octets, int at) {
        return (int) INT.get(octets, at);
    }

    static long signed64(byte[] octets, int at) {
        return (long) LONG.get(octets, at);
    }

    static IpAddress.V4 ipv4(byte[] octets, int at) {
        return new IpAddress.V4(signed32(octets, at));
    }

    static IpAddress.V6 ipv6(byte[] octets, int at) {
        return new IpAddress.V6(signed64(octets, at), signed64(octets, at + 8));
    }

    static void put8(byte[] octets, int at, int value) {
        octets[at] = (byte) value;
    }

    static void put16(byte[] octets, int at, int value) {
        SHORT.set(octets, at, (short) value);
    }

    static void put32(byte[] octets, int at, int value) {
        INT.set(octets, at, value);
    }

    static void put64(byte[] octets, int at, long value) {
        LONG.set(octets, at, value);
    }

    static void put(byte[] octets, int at, IpAddress address) {
        switch (address) {
            case IpAddress.V4 v4 -> INT.set(octets, at, v4.bits());
            case IpAddress.V6 v6 -> {
                LONG.set(octets, at, v6.high());
                LONG.set(octets, at + 8, v6.low());
            }
        }
    }
}
