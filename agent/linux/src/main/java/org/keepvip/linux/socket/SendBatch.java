package org.keepvip.linux.socket;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.keepvip.linux.Errno;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.libc.Libc;

/**
 * Datagrams or frames that go out together, with one sendmmsg(2). Fill it with {@link #add}, give it to the {@code send}
 * of a socket, look at {@link #error}, then {@link #clear} it. Nothing of this makes garbage, unless the kernel refuses a
 * datagram. An instance belongs to one thread at a time.
 */
public final class SendBatch {
    private final MessageVector vector;
    private final Destination[] destinations;
    private final int[] errors;
    private int size;

    /**
     * An empty batch.
     *
     * @param capacity datagrams, 1 to 1024 (the kernel's own limit for one call)
     * @param maxLength octets of the longest of them
     */
    public SendBatch(int capacity, int maxLength) {
        vector = new MessageVector(capacity, maxLength);
        destinations = new Destination[capacity];
        errors = new int[capacity];
        Arrays.fill(destinations, Destination.link(0));
    }

    /**
     * Copies a datagram in.
     *
     * @param bytes what lies between its position and its limit, neither of which is moved
     * @return false if the batch is full; then send it, clear it and try again
     * @throws IllegalArgumentException if there are more octets than the batch was made for
     */
    public boolean add(ByteBuffer bytes, Destination destination) {
        if (size == vector.capacity()) {
            return false;
        }
        int length = bytes.remaining();
        if (length > vector.maxLength()) {
            throw new IllegalArgumentException(length + " octets in a batch of at most " + vector.maxLength());
        }
        vector.view(size).put(0, bytes, bytes.position(), length);
        vector.lengthToSend(size, length);
        vector.name(size, destination.name.address(), (int) destination.name.byteSize());
        vector.control(size, destination.control.address(), destination.control.byteSize());
        // The kernel reads the destination's memory at send time, so it must not be collected before.
        destinations[size] = destination;
        errors[size] = 0;
        size++;
        return true;
    }

    /** Datagrams added since it was cleared. */
    public int size() {
        return size;
    }

    /** Whether the next {@link #add} is refused. */
    public boolean isFull() {
        return size == vector.capacity();
    }

    /** Why the {@code i}th datagram was not sent: an error number, see {@link Errno}; 0 if it was. */
    public int error(int i) {
        return errors[i];
    }

    /** Empties it. */
    public void clear() {
        size = 0;
    }

    /** Hands everything to the kernel; the kernel stops at a datagram it refuses, which is noted and stepped over. */
    int sendOn(int fd) {
        int sent = 0;
        int i = 0;
        try {
            while (i < size) {
                int accepted = Libc.call(Libc.SENDMMSG, fd, vector.address(i), (long) size - i, 0);
                if (accepted == -1) {
                    accepted = askWhy(fd, i);
                }
                sent += accepted;
                // Nothing accepted: the error of datagram i is noted, go on behind it.
                i += Math.max(1, accepted);
            }
            return sent;
        } finally {
            // The kernel was given addresses only, which do not keep the memory behind them alive.
            Reference.reachabilityFence(this);
        }
    }

    /** Sends again from {@code i}, this time learning errno; it may succeed now. */
    private int askWhy(int fd, int i) {
        try {
            return Libc.checked(Libc.SENDMMSG, fd, vector.address(i), (long) size - i, 0);
        } catch (ErrnoException e) {
            errors[i] = e.errno();
            return 0;
        }
    }
}
