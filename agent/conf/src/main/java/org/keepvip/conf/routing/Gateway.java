package org.keepvip.conf.routing;

import java.util.Optional;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.keyword.Spelled;

/** The next router of a route. */
@Spelled(
        argument = "[inet|inet6] ADDRESS",
        expected = "an IP address, inet or inet6 before it or not",
        leading = {"inet", "inet6"})
public record Gateway(IpAddress address) {
    /** What {@code text} names; a family before the address must be the address's. */
    public static Optional<Gateway> parse(String text) {
        int space = text.indexOf(' ');
        Optional<IpAddress> address = IpAddress.parse(text.substring(space + 1));
        if (space < 0) {
            return address.map(Gateway::new);
        }
        Family family = text.startsWith("inet6") ? Family.IPV6 : Family.IPV4;
        return address.filter(written -> written.family() == family).map(Gateway::new);
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
