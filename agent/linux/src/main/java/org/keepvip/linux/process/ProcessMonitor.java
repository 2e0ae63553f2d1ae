package org.keepvip.linux.process;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.function.Consumer;
import org.keepvip.linux.Errno;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.Poll;
import org.keepvip.linux.libc.Descriptor;
import org.keepvip.linux.libc.Libc;
import org.keepvip.linux.libc.SocketAddress;

/**
 * Hears of every process that the machine starts, renames or ends, by the kernel's process connector (linux/cn_proc.h). The
 * kernel speaks in the initial network, PID and user namespaces only. An instance belongs to one thread at a time.
 */
public final class ProcessMonitor implements AutoCloseable {
    private static final int SOCK_DGRAM = 2;
    private static final int NETLINK_CONNECTOR = 11;
    private static final int CN_IDX_PROC = 1;
    private static final int CN_VAL_PROC = 1;
    private static final int PROC_CN_MCAST_LISTEN = 1;
    private static final int NLMSG_DONE = 3;

    /** struct nlmsghdr, then struct cn_msg, then struct proc_event, of which what matters stands behind what, cpu and time. */
    private static final int CN_MSG = 16;

    private static final int PROC_EVENT = CN_MSG + 20;
    private static final int DETAILS = PROC_EVENT + 16;
    private static final int REQUEST = PROC_EVENT + 4;
    private static final int BUFFER = 256;

    private static final int EVENT_NONE = 0;
    private static final int EVENT_FORK = 1;
    private static final int EVENT_EXEC = 2;
    private static final int EVENT_COMM = 0x200;
    private static final int EVENT_EXIT = 0x80000000;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** What happened to a process; threads other than its first do not count. */
    public sealed interface Happening {
        /** It may be another program than it was, or is new: what it is can be read from /proc. */
        record Changed(int pid) implements Happening {}

        /** It has begun as a copy of its parent. */
        record Forked(int parent, int pid) implements Happening {}

        /** It has ended. */
        record Exited(int pid) implements Happening {}

        /** Happenings were lost: anything may have changed. */
        record Overrun() implements Happening {}
    }

    private final Descriptor descriptor;
    private final MemorySegment buffer = Arena.ofAuto().allocate(BUFFER, 8);
    private final MemorySegment sender = Arena.ofAuto().allocate(12, 4);
    private final MemorySegment senderLength = Arena.ofAuto().allocate(4, 4);

    private ProcessMonitor(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * Listens, from the calling thread's network namespace; waits up to a second for the kernel's answer.
     *
     * @param queueOctets what the kernel may queue until we read; 0 for its default
     * @param beyondLimit whether that may be more than net.core.rmem_max, where we hold CAP_NET_ADMIN
     * @throws ErrnoException EPERM without CAP_NET_ADMIN; EOPNOTSUPP: not the initial namespaces, or a kernel without it
     */
    public static ProcessMonitor open(int queueOctets, boolean beyondLimit) throws ErrnoException {
        ProcessMonitor monitor =
                new ProcessMonitor(Descriptor.socket(SocketAddress.AF_NETLINK, SOCK_DGRAM, NETLINK_CONNECTOR));
        try (Arena arena = Arena.ofConfined()) {
            if (queueOctets > 0) {
                monitor.queue(queueOctets, beyondLimit);
            }
            monitor.descriptor.bind(SocketAddress.netlink(arena, CN_IDX_PROC), "process connector");
            monitor.listen(arena);
            return monitor;
        } catch (ErrnoException e) {
            monitor.close();
            throw e;
        }
    }

    private void queue(int octets, boolean beyondLimit) throws ErrnoException {
        if (beyondLimit) {
            descriptor.receiveBuffer(octets);
        } else {
            descriptor.set(1, 8, "SO_RCVBUF", octets);
        }
    }

    private void listen(Arena arena) throws ErrnoException {
        MemorySegment request = arena.allocate(REQUEST, 8);
        request.set(JAVA_INT, 0, REQUEST);
        request.set(JAVA_SHORT, 4, (short) NLMSG_DONE);
        request.set(JAVA_INT, CN_MSG, CN_IDX_PROC);
        request.set(JAVA_INT, CN_MSG + 4, CN_VAL_PROC);
        request.set(JAVA_SHORT, CN_MSG + 16, (short) 4);
        request.set(JAVA_INT, PROC_EVENT, PROC_CN_MCAST_LISTEN);
        MemorySegment kernel = SocketAddress.netlink(arena, 0);
        try {
            Libc.checked(Libc.SENDTO, fd(), request.address(), REQUEST, 0, kernel.address(), kernel.byteSize());
        } catch (ErrnoException e) {
            throw unanswered(e);
        }
        // Outside the initial namespaces the kernel does not answer.
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (long left = PATIENCE.toNanos(); left > 0; left = deadline - System.nanoTime()) {
            if (!Poll.readable(fd(), Duration.ofNanos(left))) {
                break;
            }
            if (read() >= DETAILS + 4 && buffer.get(JAVA_INT, PROC_EVENT) == EVENT_NONE) {
                int refused = buffer.get(JAVA_INT_UNALIGNED, DETAILS);
                if (refused != 0) {
                    throw new ErrnoException("process connector", refused);
                }
                return;
            }
        }
        throw new ErrnoException("process connector", Errno.EOPNOTSUPP);
    }

    private static ErrnoException unanswered(ErrnoException e) {
        return e.errno() == Errno.ECONNREFUSED ? new ErrnoException("process connector", Errno.EOPNOTSUPP) : e;
    }

    /** The descriptor, readable when there is something to {@link #receive}. */
    public int fd() {
        return descriptor.fd();
    }

    /**
     * Hands over what was told.
     *
     * @param most datagrams to read before it returns
     * @return datagrams read; fewer than {@code most}: there are no more
     */
    public int receive(int most, Consumer<? super Happening> happenings) throws ErrnoException {
        int read = 0;
        while (read < most) {
            try {
                int length = read();
                read++;
                if (length >= DETAILS + 8) {
                    tell(length, happenings);
                }
            } catch (ErrnoException e) {
                if (e.errno() == Errno.EAGAIN) {
                    return read;
                }
                if (e.errno() == Errno.ENOBUFS) {
                    happenings.accept(new Happening.Overrun());
                } else if (e.errno() != Errno.EINTR) {
                    throw e;
                }
            }
        }
        return read;
    }

    /** The length of the next datagram; 0 if somebody other than the kernel sent it. */
    private int read() throws ErrnoException {
        senderLength.set(JAVA_INT, 0, (int) sender.byteSize());
        sender.set(JAVA_INT, 4, -1);
        try {
            int length = Libc.checked(
                    Libc.RECVFROM, fd(), buffer.address(), BUFFER, 0, sender.address(), senderLength.address());
            return sender.get(JAVA_INT, 4) == 0 ? length : 0;
        } finally {
            // The kernel was given addresses only, which do not keep the memory behind them alive.
            Reference.reachabilityFence(this);
        }
    }

    private void tell(int length, Consumer<? super Happening> happenings) {
        int pid = buffer.get(JAVA_INT, DETAILS);
        int group = buffer.get(JAVA_INT, DETAILS + 4);
        switch (buffer.get(JAVA_INT, PROC_EVENT)) {
            case EVENT_FORK -> {
                if (length >= DETAILS + 16) {
                    int child = buffer.get(JAVA_INT, DETAILS + 8);
                    if (child == buffer.get(JAVA_INT, DETAILS + 12)) {
                        happenings.accept(new Happening.Forked(group, child));
                    }
                }
            }
            case EVENT_EXEC -> happenings.accept(new Happening.Changed(group));
            case EVENT_COMM -> {
                if (pid == group) {
                    happenings.accept(new Happening.Changed(pid));
                }
            }
            case EVENT_EXIT -> {
                if (pid == group) {
                    happenings.accept(new Happening.Exited(pid));
                }
            }
            default -> {
                // Identities, sessions, traces and core dumps concern nobody here.
            }
        }
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
