package org.keepvip.linux.socket;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.libc.Descriptor;
import org.keepvip.linux.libc.Libc;

/**
 * Asks an interface's driver whether there is a carrier (netdevice(7)), in the network namespace it was opened in. A driver
 * may take milliseconds to answer.
 */
public final class LinkQuery implements AutoCloseable {
    private static final int AF_INET = 2;
    private static final int SOCK_DGRAM = 2;
    private static final int IFREQ = 40;
    private static final int LONGEST_NAME = 15;
    private static final int UNION = 16;
    private static final int SIOCGIFFLAGS = 0x8913;
    private static final int SIOCETHTOOL = 0x8946;
    private static final int SIOCGMIIPHY = 0x8947;
    private static final int SIOCGMIIREG = 0x8948;
    private static final int ETHTOOL_GLINK = 0xA;
    private static final int IFF_RUNNING = 0x40;
    private static final int MII_BMSR = 1;
    private static final int BMSR_LSTATUS = 4;

    private static final Libc.Function IOCTL = Libc.function("ioctl");

    private final Descriptor descriptor;

    private LinkQuery(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /** One for the calling thread's network namespace. */
    public static LinkQuery open() throws ErrnoException {
        return new LinkQuery(Descriptor.socket(AF_INET, SOCK_DGRAM, 0));
    }

    /**
     * By the registers of its transceiver.
     *
     * @throws ErrnoException EOPNOTSUPP: the driver has none; ENODEV: no such interface
     */
    public boolean mii(String device) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment request = request(arena, device);
            ask(SIOCGMIIPHY, "SIOCGMIIPHY", request);
            request.set(JAVA_SHORT, UNION + 2, (short) MII_BMSR);
            ask(SIOCGMIIREG, "SIOCGMIIREG", request);
            // What was lost since the last time is told once, so the second reading is the present.
            ask(SIOCGMIIREG, "SIOCGMIIREG", request);
            return (request.get(JAVA_SHORT, UNION + 6) & BMSR_LSTATUS) != 0;
        }
    }

    /** By the driver's own word (ETHTOOL_GLINK); errors as those of {@link #mii}. */
    public boolean ethtool(String device) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment request = request(arena, device);
            MemorySegment value = arena.allocate(8, 8);
            value.set(JAVA_INT, 0, ETHTOOL_GLINK);
            request.set(JAVA_LONG, UNION, value.address());
            ask(SIOCETHTOOL, "ETHTOOL_GLINK", request);
            return value.get(JAVA_INT, 4) != 0;
        }
    }

    /** By the interface's flags (IFF_RUNNING), which every interface has. */
    public boolean flags(String device) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment request = request(arena, device);
            ask(SIOCGIFFLAGS, "SIOCGIFFLAGS", request);
            return (request.get(JAVA_SHORT, UNION) & IFF_RUNNING) != 0;
        }
    }

    private static MemorySegment request(Arena arena, String device) {
        if (device.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(device + " is longer than an interface's name can be");
        }
        MemorySegment request = arena.allocate(IFREQ, 8);
        request.setString(0, device);
        return request;
    }

    private void ask(int code, String name, MemorySegment request) throws ErrnoException {
        try {
            Libc.checked(IOCTL, descriptor.fd(), code, request.address());
        } catch (ErrnoException e) {
            throw new ErrnoException("ioctl(" + name + ")", e.errno());
        }
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
