package org.keepvip.linux.netlink;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.keepvip.linux.Ip;

/** Writes requests, one behind the other, into a buffer whose byte order is the machine's. */
final class RequestWriter {
    /** No request is longer. */
    static final int LONGEST = 256;

    private static final int NLM_F_REQUEST = 0x1;
    private static final int NLM_F_ACK = 0x4;
    private static final int NLM_F_REPLACE = 0x100;
    private static final int NLM_F_EXCL = 0x200;
    private static final int NLM_F_DUMP = 0x300;
    private static final int NLM_F_CREATE = 0x400;
    private static final int RTM_GETLINK = 18;
    private static final int RTM_GETADDR = 22;
    private static final int IFA_ADDRESS = 1;
    private static final int IFA_LOCAL = 2;
    private static final int IFA_LABEL = 3;
    private static final int IFA_BROADCAST = 4;
    private static final int IFA_CACHEINFO = 6;
    private static final int IFA_FLAGS = 8;
    private static final int IFA_PROTO = 11;

    private final ByteBuffer buffer;

    RequestWriter(ByteBuffer buffer) {
        this.buffer = buffer;
    }

    /** Asks for all links. */
    void links(int sequence) {
        int start = header(RTM_GETLINK, NLM_F_DUMP, sequence);
        buffer.putLong(0).putLong(0);
        finish(start);
    }

    /** Asks for all addresses of both families. */
    void addresses(int sequence) {
        int start = header(RTM_GETADDR, NLM_F_DUMP, sequence);
        buffer.putLong(0);
        finish(start);
    }

    /**
     * Asks for a change.
     *
     * @param acknowledged success is answered as well, not just failure
     */
    void change(AddressChange change, int sequence, boolean acknowledged) {
        int ack = acknowledged ? NLM_F_ACK : 0;
        switch (change) {
            case AddressChange.Add(InterfaceAddress address) -> {
                int start = header(RouteReader.RTM_NEWADDR, ack | NLM_F_CREATE | NLM_F_EXCL, sequence);
                identity(address);
                properties(address);
                finish(start);
            }
            case AddressChange.Replace(InterfaceAddress address) -> {
                int start = header(RouteReader.RTM_NEWADDR, ack | NLM_F_CREATE | NLM_F_REPLACE, sequence);
                identity(address);
                properties(address);
                finish(start);
            }
            case AddressChange.Remove(InterfaceAddress address) -> {
                int start = header(RouteReader.RTM_DELADDR, ack, sequence);
                identity(address);
                finish(start);
            }
        }
    }

    private int header(int type, int flags, int sequence) {
        int start = buffer.position();
        buffer.putInt(0)
                .putShort((short) type)
                .putShort((short) (NLM_F_REQUEST | flags))
                .putInt(sequence)
                .putInt(0);
        return start;
    }

    private void finish(int start) {
        buffer.putInt(start, buffer.position() - start);
    }

    private void identity(InterfaceAddress address) {
        buffer.put((byte) address.address().family().number())
                .put((byte) address.prefixLength())
                .put((byte) 0)
                .put((byte) address.scope())
                .putInt(address.index());
        attribute(IFA_LOCAL, address.address().octets());
        attribute(IFA_ADDRESS, address.peer().orElse(address.address()).octets());
    }

    private void properties(InterfaceAddress address) {
        address.label().ifPresent(text -> attribute(IFA_LABEL, (text + "\0").getBytes(StandardCharsets.UTF_8)));
        address.broadcast().map(Ip::octets).ifPresent(octets -> attribute(IFA_BROADCAST, octets));
        int flags = AddressFlag.bits(address.flags());
        if (flags != 0) {
            buffer.putShort((short) 8).putShort((short) IFA_FLAGS).putInt(flags);
        }
        if (!address.lifetime().equals(Lifetime.UNLIMITED)) {
            buffer.putShort((short) 20)
                    .putShort((short) IFA_CACHEINFO)
                    .putInt((int) address.lifetime().preferredSeconds())
                    .putInt((int) address.lifetime().validSeconds())
                    .putLong(0);
        }
        if (address.protocol() != 0) {
            attribute(IFA_PROTO, new byte[] {(byte) address.protocol()});
        }
    }

    private void attribute(int type, byte[] value) {
        buffer.putShort((short) (4 + value.length)).putShort((short) type).put(value);
        while (buffer.position() % 4 != 0) {
            buffer.put((byte) 0);
        }
    }
}
