package org.keepvip.conf.routing;

import java.util.Optional;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.address.Prefix;
import org.keepvip.conf.keyword.Spelled;

/**
 * A set of addresses.
 *
 * @param prefix what they have in common; empty for all of the line's family
 */
@Spelled(argument = "ADDRESS[/LENGTH]|default", expected = "an address, a prefix such as 192.0.2.0/24, or default")
public record Subnet(Optional<Prefix> prefix) {
    /** All addresses. */
    public static final Subnet ALL = new Subnet(Optional.empty());

    /** The addresses that {@code text} names; {@code default6} is keepalived's older word for all of IPv6. */
    public static Optional<Subnet> parse(String text) {
        return switch (text) {
            case "default", "any", "all" -> Optional.of(ALL);
            case "default6" -> Optional.of(new Subnet(Optional.of(new Prefix(new IpAddress.V6(0, 0), 0))));
            default -> parsePrefix(text);
        };
    }

    private static Optional<Subnet> parsePrefix(String text) {
        int slash = text.indexOf('/');
        Optional<IpAddress> address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (slash < 0) {
            return address.map(host -> new Subnet(Optional.of(Prefix.host(host))));
        }
        String length = text.substring(slash + 1);
        return address.filter(_ -> length.matches("\\d{1,3}"))
                .filter(network -> Integer.parseInt(length) <= network.family().bits())
                .map(network -> new Subnet(Optional.of(new Prefix(network, Integer.parseInt(length)))));
    }

    /** Its family, unless it is all of whichever. */
    public Optional<Family> family() {
        return prefix.map(Prefix::family);
    }

    /** The prefix in a line of that family. */
    public Prefix in(Family family) {
        return prefix.orElseGet(() -> new Prefix(
                switch (family) {
                    case IPV4 -> new IpAddress.V4(0);
                    case IPV6 -> new IpAddress.V6(0, 0);
                },
                0));
    }

    /** The same with the bits behind the prefix cleared, which the kernel insists on. */
    public Subnet network() {
        return new Subnet(prefix.map(Subnet::network));
    }

    private static Prefix network(Prefix prefix) {
        byte[] octets = prefix.address().octets();
        for (int bit = prefix.length(); bit < prefix.family().bits(); bit++) {
            octets[bit / 8] &= (byte) ~(0x80 >> bit % 8);
        }
        return new Prefix(IpAddress.of(octets), prefix.length());
    }

    @Override
    public String toString() {
        return prefix.map(Prefix::toString).orElse("default");
    }
}
