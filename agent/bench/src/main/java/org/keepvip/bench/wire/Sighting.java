package org.keepvip.bench.wire;

import java.time.Duration;
import java.time.Instant;

/** One frame of interest on the switch, stamped by the kernel, in the words that a judge needs. */
public sealed interface Sighting {
    /** The kernel's time stamp of the frame, by the wall clock. */
    Instant at();

    /** The frame's source hardware address, as {@code 02:00:00:00:00:01}. */
    String mac();

    /**
     * A VRRP advert.
     *
     * @param from the IP source
     * @param to the IP destination: a group, or a peer
     * @param version 2 or 3
     * @param priority 0 releases
     * @param interval what the advert says about its rate
     * @param count how many addresses it says it carries
     * @param authenticationHeader whether it came inside an Authentication Header
     */
    record Advert(
            Instant at,
            String mac,
            String from,
            String to,
            int version,
            int vrid,
            int priority,
            Duration interval,
            int count,
            boolean authenticationHeader)
            implements Sighting {}

    /** A gratuitous ARP (sender is target) or an unsolicited neighbour advertisement to all nodes. */
    record Announcement(Instant at, String mac, String address) implements Sighting {}

    /** An ARP request, a neighbour solicitation or an echo request for an address. Sequence is -1 where the protocol has none. */
    record Question(Instant at, String mac, String address, int sequence) implements Sighting {}

    /** The answer to a question: the hardware address says which node answers for the address. */
    record Answer(Instant at, String mac, String address, int sequence) implements Sighting {}
}
