package org.keepvip.bench.lab;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** VRRP version 3 adverts over IPv4 that the lab sends itself, right or wrong. */
public final class AdvertFrame {
    private static final int IP = 14;
    private static final int PDU = IP + 20;
    private static final int VRRP = 112;
    private static final byte[] GROUP = {(byte) 224, 0, 0, 18};

    private AdvertFrame() {}

    /** A right advert of one address, as a node's router would send it. */
    public static byte[] version3(Node sender, int vrid, int priority, int centiseconds, byte[] address) {
        byte[] pdu = ByteBuffer.allocate(8 + address.length)
                .put((byte) 0x31)
                .put((byte) vrid)
                .put((byte) priority)
                .put((byte) 1)
                .putShort((short) centiseconds)
                .putShort((short) 0)
                .put(address)
                .array();
        return of(sender, 255, pdu, true);
    }

    /**
     * Any VRRP octets in an Ethernet frame to the group.
     *
     * @param ttl the time to live, of which 255 is the right one
     * @param sum whether the checksum is put in, with the pseudo header of RFC 5798
     */
    public static byte[] of(Node sender, int ttl, byte[] pdu, boolean sum) {
        ByteBuffer frame = ByteBuffer.allocate(PDU + pdu.length)
                .put(HexFormat.of().parseHex("01005e000012"))
                .put(HexFormat.ofDelimiter(":").parseHex(sender.mac()))
                .put(HexFormat.of().parseHex("080045c0"))
                .putShort((short) (20 + pdu.length))
                .put(HexFormat.of().parseHex("00010000"))
                .put((byte) ttl)
                .put((byte) VRRP)
                .putShort((short) 0)
                .put(new byte[] {10, 99, 0, (byte) sender.number()})
                .put(GROUP)
                .put(pdu);
        frame.putShort(IP + 10, Checksum.of(frame.array(), IP, 20, 0));
        if (sum && pdu.length >= 8) {
            frame.putShort(PDU + 6, Checksum.ipv4(frame.array(), IP, PDU, pdu.length, VRRP));
        }
        return frame.array();
    }
}
