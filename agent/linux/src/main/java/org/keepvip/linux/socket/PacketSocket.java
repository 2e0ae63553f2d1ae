package org.keepvip.linux.socket;

import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.libc.Descriptor;
import org.keepvip.linux.libc.SocketAddress;

/**
 * Sends prebuilt Ethernet frames by any interface ({@link Destination#link}); receives nothing (packet(7)). Needs
 * CAP_NET_RAW.
 */
public final class PacketSocket implements AutoCloseable {
    private static final int SOCK_RAW = 3;

    private final Descriptor descriptor;

    private PacketSocket(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * Opens one.
     *
     * @throws ErrnoException EPERM without CAP_NET_RAW
     */
    public static PacketSocket open() throws ErrnoException {
        return new PacketSocket(Descriptor.socket(SocketAddress.AF_PACKET, SOCK_RAW, 0));
    }

    /** The descriptor. */
    public int fd() {
        return descriptor.fd();
    }

    /**
     * Sends all of the batch; a frame that is refused, as with ENETDOWN or ENXIO, does not keep the others back.
     *
     * @return how many the kernel took; see {@link SendBatch#error} for the rest
     */
    public int send(SendBatch batch) {
        return batch.sendOn(descriptor.fd());
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
