package org.keepvip.daemon.loop;

import java.util.Arrays;

/**
 * The deadlines of many slots, earliest first, in nanoseconds of the loop's clock. A deadline that moves later costs
 * nothing until its old time comes, which is what a BACKUP's does at each advert; no call allocates except to grow.
 */
final class Deadlines {
    /** No deadline. */
    static final long NEVER = Long.MAX_VALUE;

    private static final int ABSENT = -1;

    private int size;
    private int[] heap = new int[16];
    /** By slot: where in the heap it stands. */
    private int[] position = new int[0];
    /** By slot: the time it stands in the heap for, never later than what is wanted. */
    private long[] standing = new long[0];
    /** By slot: the time it is due. */
    private long[] wanted = new long[0];

    /** Sets, moves or, with {@link #NEVER}, clears the deadline of {@code slot}. */
    void set(int slot, long deadline) {
        grow(slot);
        wanted[slot] = deadline;
        if (position[slot] == ABSENT) {
            if (deadline != NEVER) {
                insert(slot);
            }
        } else if (deadline < standing[slot]) {
            standing[slot] = deadline;
            siftUp(position[slot]);
        }
    }

    /** The time to wake up at, never later than the earliest deadline, perhaps earlier; {@link #NEVER} for none. */
    long earliest() {
        return size == 0 ? NEVER : standing[heap[0]];
    }

    /** Takes out one slot that is due at {@code now} and clears its deadline; -1 when none is. */
    int poll(long now) {
        while (size > 0) {
            int slot = heap[0];
            if (standing[slot] > now) {
                return -1;
            }
            if (wanted[slot] <= now) {
                removeFirst();
                wanted[slot] = NEVER;
                return slot;
            }
            if (wanted[slot] == NEVER) {
                removeFirst();
            } else {
                standing[slot] = wanted[slot];
                siftDown(0);
            }
        }
        return -1;
    }

    private void grow(int slot) {
        int old = position.length;
        if (slot < old) {
            return;
        }
        int length = Math.max(slot + 1, 2 * old);
        position = Arrays.copyOf(position, length);
        standing = Arrays.copyOf(standing, length);
        wanted = Arrays.copyOf(wanted, length);
        Arrays.fill(position, old, length, ABSENT);
        Arrays.fill(wanted, old, length, NEVER);
        heap = Arrays.copyOf(heap, Math.max(heap.length, length));
    }

    private void insert(int slot) {
        standing[slot] = wanted[slot];
        place(slot, size++);
        siftUp(size - 1);
    }

    private void removeFirst() {
        position[heap[0]] = ABSENT;
        size--;
        if (size > 0) {
            place(heap[size], 0);
            siftDown(0);
        }
    }

    private void place(int slot, int index) {
        heap[index] = slot;
        position[slot] = index;
    }

    private void siftUp(int from) {
        int index = from;
        int slot = heap[index];
        while (index > 0) {
            int parent = (index - 1) / 2;
            if (standing[heap[parent]] <= standing[slot]) {
                break;
            }
            place(heap[parent], index);
            index = parent;
        }
        place(slot, index);
    }

    private void siftDown(int from) {
        int index = from;
        int slot = heap[index];
        while (2 * index + 1 < size) {
            int child = 2 * index + 1;
            if (child + 1 < size && standing[heap[child + 1]] < standing[heap[child]]) {
                child++;
            }
            if (standing[slot] <= standing[heap[child]]) {
                break;
            }
            place(heap[child], index);
            index = child;
        }
        place(slot, index);
    }
}
