package org.keepvip.linux.netlink;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.libc.Descriptor;
import org.keepvip.linux.libc.Libc;
import org.keepvip.linux.libc.SocketAddress;

/** A NETLINK_ROUTE socket, which listens to the kernel and nobody else. */
final class NetlinkSocket implements AutoCloseable {
    /** As much as the kernel ever puts into one datagram of a list, twice over. */
    private static final int BUFFER = 1 << 16;

    private static final int SOCK_RAW = 3;
    private static final int NETLINK_ROUTE = 0;
    private static final int NETLINK_NETFILTER = 12;
    private static final int SOL_SOCKET = 1;
    private static final int SO_ATTACH_FILTER = 26;
    private static final int SOL_NETLINK = 270;
    private static final int MSG_TRUNC = 0x20;

    private final Descriptor descriptor;
    private final MemorySegment kernel = SocketAddress.netlink(Arena.ofAuto(), 0);
    private final MemorySegment memory = Arena.ofAuto().allocate(BUFFER, 8);
    private final MemorySegment sender = Arena.ofAuto().allocate(12, 4);
    private final MemorySegment senderLength = Arena.ofAuto().allocate(4, 4);
    private final ByteBuffer received = memory.asByteBuffer().order(ByteOrder.nativeOrder());
    private boolean truncated;

    private NetlinkSocket(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * Opens one.
     *
     * @param groups bits of the multicast groups to join, RTMGRP_*
     * @param queueOctets how much the kernel may queue until we read
     */
    static NetlinkSocket open(int groups, int queueOctets) throws ErrnoException {
        return open(groups, queueOctets, new NetlinkFilter(List.of()));
    }

    /** As {@link #open(int, int)}, hearing only what {@code filter} lets pass; without instructions that is all. */
    static NetlinkSocket open(int groups, int queueOctets, NetlinkFilter filter) throws ErrnoException {
        return open(NETLINK_ROUTE, groups, queueOctets, filter);
    }

    /** One that speaks to nfnetlink instead, which nf_tables is a part of. */
    static NetlinkSocket openNetfilter(int groups, int queueOctets) throws ErrnoException {
        return open(NETLINK_NETFILTER, groups, queueOctets, new NetlinkFilter(List.of()));
    }

    private static NetlinkSocket open(int protocol, int groups, int queueOctets, NetlinkFilter filter)
            throws ErrnoException {
        NetlinkSocket socket = new NetlinkSocket(Descriptor.socket(SocketAddress.AF_NETLINK, SOCK_RAW, protocol));
        try (Arena arena = Arena.ofConfined()) {
            socket.descriptor.receiveBuffer(queueOctets);
            socket.descriptor.set(SOL_NETLINK, 10, "NETLINK_CAP_ACK", 1);
            socket.descriptor.set(SOL_NETLINK, 11, "NETLINK_EXT_ACK", 1);
            if (!filter.instructions().isEmpty()) {
                socket.attach(filter, arena);
            }
            socket.descriptor.bind(SocketAddress.netlink(arena, groups), "netlink groups " + groups);
            return socket;
        } catch (ErrnoException e) {
            socket.close();
            throw e;
        }
    }

    private void attach(NetlinkFilter filter, Arena arena) throws ErrnoException {
        List<NetlinkFilter.Instruction> instructions = filter.instructions();
        MemorySegment code = arena.allocate(8L * instructions.size(), 8);
        for (int i = 0; i < instructions.size(); i++) {
            NetlinkFilter.Instruction instruction = instructions.get(i);
            code.set(JAVA_SHORT, 8L * i, (short) instruction.code());
            code.set(JAVA_BYTE, 8L * i + 2, (byte) instruction.then());
            code.set(JAVA_BYTE, 8L * i + 3, (byte) instruction.otherwise());
            code.set(JAVA_INT, 8L * i + 4, instruction.operand());
        }
        MemorySegment program = arena.allocate(16, 8);
        program.set(JAVA_SHORT, 0, (short) instructions.size());
        program.set(JAVA_LONG, 8, code.address());
        descriptor.set(SOL_SOCKET, SO_ATTACH_FILTER, "SO_ATTACH_FILTER", program);
    }

    int fd() {
        return descriptor.fd();
    }

    /** Sends a buffer of native memory, from 0 to its position. */
    void send(ByteBuffer requests) throws ErrnoException {
        long address = MemorySegment.ofBuffer(requests.duplicate().flip()).address();
        try {
            Libc.checked(Libc.SENDTO, fd(), address, requests.position(), 0, kernel.address(), kernel.byteSize());
        } finally {
            // The kernel was given addresses only, which do not keep the memory behind them alive.
            Reference.reachabilityFence(requests);
            Reference.reachabilityFence(this);
        }
    }

    /**
     * The next datagram; empty if somebody other than the kernel sent it. Valid until the next receive.
     *
     * @throws ErrnoException EAGAIN if there is none; ENOBUFS if some were lost
     */
    ByteBuffer receive() throws ErrnoException {
        senderLength.set(JAVA_INT, 0, (int) sender.byteSize());
        sender.set(JAVA_INT, 4, -1);
        // A datagram with errno: what was lost (ENOBUFS) is told once and would be lost by asking again.
        int length = Libc.checked(
                Libc.RECVFROM, fd(), memory.address(), BUFFER, MSG_TRUNC, sender.address(), senderLength.address());
        truncated = length > BUFFER;
        boolean fromKernel = sender.get(JAVA_INT, 4) == 0;
        return received.clear().limit(fromKernel ? Math.min(length, BUFFER) : 0);
    }

    /** Whether the last datagram was longer than there was room for. */
    boolean truncated() {
        return truncated;
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
