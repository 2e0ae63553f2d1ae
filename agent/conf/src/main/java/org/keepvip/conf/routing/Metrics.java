package org.keepvip.conf.routing;

import java.util.Optional;
import org.keepvip.conf.keyword.FreeLine;
import org.keepvip.conf.keyword.Keyword;

/** What the kernel is told of a way instead of learning it (RTAX_*, linux/rtnetlink.h). */
@FreeLine
public record Metrics(
        @Keyword(value = "mtu", help = "MTU along the way, octets.", otherwise = "the interface's")
        Optional<Metric> mtu,

        @Keyword(value = "advmss", help = "The MSS that TCP announces, octets.", otherwise = "from the MTU")
        Optional<Metric> advertisedMss,

        @Keyword(value = "rtt", help = "Round trip time that TCP starts from.", otherwise = "the kernel's")
        Optional<TimeMetric> roundTrip,

        @Keyword(value = "rttvar", help = "Its variation.", otherwise = "the kernel's")
        Optional<TimeMetric> roundTripVariation,

        @Keyword(value = "rto_min", help = "The least time to a retransmission.", otherwise = "the kernel's")
        Optional<TimeMetric> leastRetransmission,

        @Keyword(value = "reordering", help = "How far packets may overtake.", otherwise = "the kernel's")
        Optional<Metric> reordering,

        @Keyword(value = "cwnd", help = "Most congestion window, packets.", otherwise = "the kernel's")
        Optional<Metric> congestionWindow,

        @Keyword(value = "ssthresh", help = "Slow start threshold, packets.", otherwise = "the kernel's")
        Optional<Metric> slowStartThreshold,

        @Keyword(
                value = "hoplimit",
                help = "TTL or hop limit of packets.",
                min = "0",
                max = "255",
                otherwise = "the kernel's")
        Optional<Long> hopLimit,

        @Keyword(
                value = "window",
                help = "Most window announced to the far end, octets.",
                min = "0",
                max = "4294967295",
                otherwise = "the kernel's")
        Optional<Long> window,

        @Keyword(
                value = "initcwnd",
                help = "Congestion window that TCP starts with, packets.",
                min = "0",
                max = "4294967295",
                otherwise = "the kernel's")
        Optional<Long> initialCongestionWindow,

        @Keyword(
                value = "initrwnd",
                help = "Receive window that TCP starts with, packets.",
                min = "0",
                max = "4294967295",
                otherwise = "the kernel's")
        Optional<Long> initialReceiveWindow,

        @Keyword(
                value = "quickack",
                help = "1: TCP acknowledges at once.",
                min = "0",
                max = "1",
                otherwise = "the kernel's")
        Optional<Long> quickAck,

        @Keyword(
                value = "fastopen_no_cookie",
                help = "1: TCP Fast Open without a cookie.",
                min = "0",
                max = "1",
                otherwise = "the kernel's")
        Optional<Long> fastOpenWithoutCookie,

        @Keyword(value = "features", help = "What TCP does besides.", otherwise = "none")
        Optional<Features> features,

        @Keyword(value = "congctl", help = "TCP's congestion control algorithm.", otherwise = "the kernel's")
        Optional<Congestion> congestion) {}
