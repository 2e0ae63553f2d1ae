package org.keepvip.conf.address;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An Ethernet address as it is written: six octets, or five that the VRID follows.
 *
 * @param octets 0 to 255 each
 */
public record Mac(List<Integer> octets) {
    private static final int SHORT = 5;
    private static final int WHOLE = 6;
    private static final List<Integer> VIRTUAL = List.of(0x00, 0x00, 0x5E, 0x00);

    /** Keeps its own copy. */
    public Mac {
        octets = List.copyOf(octets);
    }

    /** The address in hexadecimal with colons; empty when {@code text} is none. */
    public static Optional<Mac> parse(String text) {
        String[] parts = text.toLowerCase(Locale.ROOT).split(":", -1);
        if (parts.length != SHORT && parts.length != WHOLE) {
            return Optional.empty();
        }
        List<Integer> octets = new ArrayList<>();
        for (String part : parts) {
            if (!part.matches("[0-9a-f]{1,2}")) {
                return Optional.empty();
            }
            octets.add(Integer.parseInt(part, 16));
        }
        return Optional.of(new Mac(octets));
    }

    /** The six octets of a virtual router's address. */
    public Mac of(int vrid) {
        List<Integer> whole = new ArrayList<>(octets);
        if (whole.size() == SHORT) {
            whole.add(vrid);
        }
        return new Mac(whole);
    }

    /** Whether it is a group's. */
    public boolean isMulticast() {
        return (octets.getFirst() & 1) != 0;
    }

    /** Whether it is one of those that RFC 9568 section 7.3 gives to virtual routers. */
    public boolean isVirtualRouter() {
        return octets.subList(0, 4).equals(VIRTUAL) && (octets.get(4) == 1 || octets.get(4) == 2);
    }

    @Override
    public String toString() {
        return octets.stream().map("%02x"::formatted).collect(Collectors.joining(":"));
    }
}
