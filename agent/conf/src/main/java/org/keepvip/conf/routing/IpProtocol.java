package org.keepvip.conf.routing;

import java.util.Map;
import java.util.Optional;
import org.keepvip.conf.keyword.Spelled;

/**
 * A protocol over IP.
 *
 * @param number IANA's, 1 to 255
 */
@Spelled(argument = "PROTOCOL", expected = "an IP protocol such as tcp, udp or icmp, or its number 1..255")
public record IpProtocol(int number) {
    private static final Map<String, Integer> NAMES = Map.ofEntries(
            Map.entry("icmp", 1),
            Map.entry("igmp", 2),
            Map.entry("ipencap", 4),
            Map.entry("tcp", 6),
            Map.entry("udp", 17),
            Map.entry("dccp", 33),
            Map.entry("ipv6", 41),
            Map.entry("gre", 47),
            Map.entry("esp", 50),
            Map.entry("ah", 51),
            Map.entry("ipv6-icmp", 58),
            Map.entry("ospf", 89),
            Map.entry("vrrp", 112),
            Map.entry("l2tp", 115),
            Map.entry("sctp", 132),
            Map.entry("udplite", 136));
    private static final int MOST = 255;

    /** What {@code text} names. */
    public static Optional<IpProtocol> parse(String text) {
        return Optional.ofNullable(NAMES.get(text))
                .or(() -> Unsigned.parse(text)
                        .map(Unsigned::value)
                        .filter(number -> number > 0 && number <= MOST)
                        .map(Long::intValue))
                .map(IpProtocol::new);
    }

    @Override
    public String toString() {
        return NAMES.entrySet().stream()
                .filter(entry -> entry.getValue() == number)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(Integer.toString(number));
    }
}
