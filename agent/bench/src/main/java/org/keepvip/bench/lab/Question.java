package org.keepvip.bench.lab;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** The frame by which a host asks who has an address: an ARP request (RFC 826) or a neighbour solicitation (RFC 4861 section 4.3). */
public final class Question {
    private static final int ICMPV6 = 58;
    private static final int SOLICITATION = 32;

    private Question() {}

    /** The question for an address as a node would ask it, to everybody who may answer. */
    public static byte[] of(Node node, String address) {
        byte[] target = octets(address);
        return target.length == 4 ? arp(node, target) : solicitation(node, target);
    }

    private static byte[] arp(Node node, byte[] target) {
        byte[] mac = HexFormat.ofDelimiter(":").parseHex(node.mac());
        return ByteBuffer.allocate(42)
                .put(HexFormat.of().parseHex("ffffffffffff"))
                .put(mac)
                .put(HexFormat.of().parseHex("08060001080006040001"))
                .put(mac)
                .put(octets(node.ipv4()))
                .put(new byte[6])
                .put(target)
                .array();
    }

    private static byte[] solicitation(Node node, byte[] target) {
        byte[] mac = HexFormat.ofDelimiter(":").parseHex(node.mac());
        byte[] group = octets("ff02::1:ff00:0");
        System.arraycopy(target, 13, group, 13, 3);
        ByteBuffer frame = ByteBuffer.allocate(14 + 40 + SOLICITATION)
                .put((byte) 0x33)
                .put((byte) 0x33)
                .put(group, 12, 4)
                .put(mac)
                .put(HexFormat.of().parseHex("86dd60000000"))
                .putShort((short) SOLICITATION)
                .put((byte) ICMPV6)
                .put((byte) 255)
                .put(octets(node.ipv6()))
                .put(group)
                .put(HexFormat.of().parseHex("8700000000000000"))
                .put(target)
                .put(HexFormat.of().parseHex("0101"))
                .put(mac);
        frame.putShort(14 + 40 + 2, Checksum.ipv6(frame.array(), 14, ICMPV6));
        return frame.array();
    }

    private static byte[] octets(String address) {
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            throw new LabException(address + " is not an address", e);
        }
    }
}
