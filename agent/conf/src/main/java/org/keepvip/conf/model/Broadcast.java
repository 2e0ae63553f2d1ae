package org.keepvip.conf.model;

import java.util.Optional;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.keyword.Spelled;

/** The word after {@code brd}. */
@Spelled(argument = "ADDRESS|+|-", expected = "an IPv4 address, + or -")
public sealed interface Broadcast {
    /** {@code +}: all host bits one. */
    record HostBitsOne() implements Broadcast {
        @Override
        public String toString() {
            return "+";
        }
    }

    /** {@code -}: all host bits zero. */
    record HostBitsZero() implements Broadcast {
        @Override
        public String toString() {
            return "-";
        }
    }

    /** An address, as written. */
    record Address(IpAddress address) implements Broadcast {
        @Override
        public String toString() {
            return address.toString();
        }
    }

    /** The broadcast address that {@code word} says. */
    static Optional<Broadcast> parse(String word) {
        return switch (word) {
            case "+" -> Optional.of(new HostBitsOne());
            case "-" -> Optional.of(new HostBitsZero());
            default ->
                IpAddress.parse(word).filter(IpAddress.V4.class::isInstance).map(Address::new);
        };
    }
}
