package org.keepvip.conf.model;

import java.time.Duration;
import java.util.Optional;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.keyword.Keyword;
import org.keepvip.conf.keyword.Named;

/** {@code bfd_instance NAME { }}: a BFD session (RFC 5880) with a neighbour. */
public record BfdInstance(
        @Named("name") String name,

        @Keyword(value = "neighbor_ip", also = "neighbour_ip", help = "The neighbour. Required.", otherwise = "none")
        Optional<IpAddress> neighbour,

        @Keyword(value = "source_ip", help = "Source address.", otherwise = "the kernel chooses")
        Optional<IpAddress> source,

        @Keyword(
                value = "min_rx",
                min = "1",
                max = "4294967",
                unit = "ms",
                standard = "10",
                help = "Required minimum receive interval.")
        Duration minRx,

        @Keyword(
                value = "min_tx",
                min = "1",
                max = "4294967",
                unit = "ms",
                standard = "10",
                help = "Desired minimum transmit interval.")
        Duration minTx,

        @Keyword(
                value = "idle_tx",
                min = "1000",
                max = "4294967",
                unit = "ms",
                standard = "1000",
                help = "Transmit interval while the session is not up.")
        Duration idleTx,

        @Keyword(
                value = "multiplier",
                min = "1",
                max = "255",
                standard = "5",
                help = "Packets in a row whose loss takes the session down.")
        int multiplier,

        @Keyword(value = "passive", help = "Only answer: the neighbour begins.")
        boolean passive,

        @Keyword(
                value = "ttl",
                also = "hoplimit",
                min = "1",
                max = "255",
                otherwise = "255; 64 with multihop",
                help = "TTL or hop limit of packets sent.")
        Optional<Integer> ttl,

        @Keyword(
                value = "max_hops",
                min = "-1",
                max = "255",
                otherwise = "0; 254 with multihop",
                help = "Routers that a packet may have passed; -1 for any number.")
        Optional<Integer> maxHops,

        @Keyword(value = "multihop", help = "The neighbour is behind routers (RFC 5883).")
        boolean multihop,

        @Keyword(
                value = "weight",
                min = "-253",
                max = "253",
                standard = "0",
                help = "What it does to the priority where track_bfd says nothing else; 0: FAULT while it is down.")
        Weight weight,

        @Keyword(value = "vrrp", help = "Instances may track it.")
        boolean vrrp,

        @Keyword(value = "checker", help = "LVS checkers may track it, which is another daemon's work.")
        boolean checker) {}
