package org.keepvip.conf.model;

import java.util.Optional;
import org.keepvip.conf.keyword.Spelled;

/** The word after {@code vrrp_rx_bufs_policy}. */
@Spelled(argument = "MTU|ADVERT|OCTETS", expected = "MTU, ADVERT or a number of octets")
public sealed interface ReceiveBuffer {
    /** As large as a packet on the interface can be. */
    record Mtu() implements ReceiveBuffer {
        @Override
        public String toString() {
            return "MTU";
        }
    }

    /** As large as the instance's own advert. */
    record Advert() implements ReceiveBuffer {
        @Override
        public String toString() {
            return "ADVERT";
        }
    }

    /** A size in octets. */
    record Octets(int octets) implements ReceiveBuffer {
        @Override
        public String toString() {
            return Integer.toString(octets);
        }
    }

    /** What {@code word} says. */
    static Optional<ReceiveBuffer> parse(String word) {
        return switch (word) {
            case "MTU" -> Optional.of(new Mtu());
            case "ADVERT" -> Optional.of(new Advert());
            default ->
                Optional.of(word)
                        .filter(text -> text.matches("[1-9]\\d{0,8}"))
                        .map(text -> new Octets(Integer.parseInt(text)));
        };
    }
}
