package org.keepvip.bench.lab;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.netlink.Link;
import org.keepvip.linux.netlink.Rtnetlink;
import org.keepvip.linux.process.NetworkNamespace;
import org.keepvip.linux.socket.Destination;
import org.keepvip.linux.socket.PacketSocket;
import org.keepvip.linux.socket.SendBatch;

/** Sends frames from a node's {@code eth0} at a steady rate, one after the other and again from the first, until it is closed. */
public final class FrameStream implements AutoCloseable {
    private static final int LONGEST = 1514;
    private static final int BURST = 64;

    private final List<byte[]> frames;
    private final Duration every;
    private final Thread thread;
    private volatile boolean closed;

    private FrameStream(Node node, List<byte[]> frames, Duration every) {
        this.frames = List.copyOf(frames);
        this.every = every;
        this.thread = Thread.ofPlatform().daemon().name("frames").unstarted(() -> run(node));
    }

    /** Starts to send. What falls due while the machine is busy is sent together, at most 64 frames at once. */
    public static FrameStream start(Node node, List<byte[]> frames, Duration every) {
        FrameStream stream = new FrameStream(node, frames, every);
        stream.thread.start();
        return stream;
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Node node) {
        try {
            NetworkNamespace.enter(node.namespace());
            Destination device = Destination.link(index("eth0"));
            try (PacketSocket socket = PacketSocket.open()) {
                pump(socket, device);
            }
        } catch (ErrnoException e) {
            if (!closed) {
                throw new LabException("could not send frames from " + node.name(), e);
            }
        }
    }

    private void pump(PacketSocket socket, Destination device) {
        SendBatch batch = new SendBatch(BURST, LONGEST);
        long due = System.nanoTime();
        int next = 0;
        while (!closed) {
            long now = System.nanoTime();
            batch.clear();
            while (due <= now && !batch.isFull()) {
                batch.add(ByteBuffer.wrap(frames.get(next)), device);
                next = (next + 1) % frames.size();
                due += every.toNanos();
            }
            if (batch.isFull()) {
                due = Math.max(due, now);
            }
            socket.send(batch);
            LockSupport.parkNanos(Math.max(1, Math.max(due - System.nanoTime(), 500_000)));
        }
    }

    private static int index(String device) throws ErrnoException {
        try (Rtnetlink netlink = Rtnetlink.open()) {
            return netlink.links().stream()
                    .filter(link -> link.name().equals(device))
                    .mapToInt(Link::index)
                    .findFirst()
                    .orElseThrow(() -> new LabException("no " + device));
        }
    }
}
