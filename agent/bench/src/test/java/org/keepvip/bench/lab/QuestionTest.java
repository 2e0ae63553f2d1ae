package org.keepvip.bench.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The frames as Linux sends them. */
class QuestionTest {
    private static final Node CLIENT = new Node("client", "c", "s", 3);

    @Test
    void asksByArp() {
        assertEquals(
                "ffffffffffff" + "020000000003" + "0806" + "0001080006040001" + "0200000000030a630003"
                        + "0000000000000a630064",
                hex(Question.of(CLIENT, "10.99.0.100")));
    }

    @Test
    void asksByNeighbourSolicitationWithARightChecksum() {
        byte[] frame = Question.of(CLIENT, "2001:db8:99::100");
        assertEquals(
                "3333ff000100" + "020000000003" + "86dd" + "60000000" + "00203aff",
                hex(frame).substring(0, 44));
        // The sum over a packet that holds its own checksum is zero.
        assertEquals(0, Checksum.ipv6(frame, 14, 58));
    }

    private static String hex(byte[] frame) {
        return HexFormat.of().formatHex(frame);
    }
}
