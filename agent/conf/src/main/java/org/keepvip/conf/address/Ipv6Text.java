package org.keepvip.conf.address;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The text of an IPv6 address: read as RFC 4291 section 2.2 allows it, written as RFC 5952 recommends it. */
final class Ipv6Text {
    private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");

    private Ipv6Text() {}

    static Optional<IpAddress> parse(String text) {
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return Optional.empty();
        }
        List<Integer> head = new ArrayList<>();
        List<Integer> tail = new ArrayList<>();
        boolean readable = gap < 0
                ? groups(text, true, head)
                : groups(text.substring(0, gap), false, head) && groups(text.substring(gap + 2), true, tail);
        int missing = 8 - head.size() - tail.size();
        if (!readable || (gap < 0 ? missing != 0 : missing < 1)) {
            return Optional.empty();
        }
        for (int i = 0; i < missing; i++) {
            head.add(0);
        }
        head.addAll(tail);
        return Optional.of(new IpAddress.V6(fourGroups(head, 0), fourGroups(head, 4)));
    }

    /** Appends the groups of {@code text} to {@code groups}; the last may be a dotted IPv4 address, which is two. */
    private static boolean groups(String text, boolean last, List<Integer> groups) {
        if (text.isEmpty()) {
            return true;
        }
        String[] parts = text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            if (GROUP.matcher(parts[i]).matches()) {
                groups.add(Integer.parseInt(parts[i], 16));
            } else if (last
                    && i == parts.length - 1
                    && IpAddress.DOTTED.matcher(parts[i]).matches()) {
                int bits = ((IpAddress.V4) IpAddress.literal(parts[i])).bits();
                groups.add(bits >>> 16);
                groups.add(bits & 0xFFFF);
            } else {
                return false;
            }
        }
        return groups.size() <= 8;
    }

    private static long fourGroups(List<Integer> groups, int from) {
        long bits = 0;
        for (int i = from; i < from + 4; i++) {
            bits = bits << 16 | groups.get(i);
        }
        return bits;
    }

    static String format(long high, long low) {
        int[] groups = new int[8];
        for (int i = 0; i < 4; i++) {
            groups[i] = (int) (high >>> (48 - 16 * i)) & 0xFFFF;
            groups[i + 4] = (int) (low >>> (48 - 16 * i)) & 0xFFFF;
        }
        int gap = -1;
        int gapLength = 1; // RFC 5952 section 4.2.2: a single zero group is not shortened
        for (int i = 0; i < 8; i++) {
            int run = i;
            while (run < 8 && groups[run] == 0) {
                run++;
            }
            if (run - i > gapLength) {
                gap = i;
                gapLength = run - i;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == gap) {
                text.append("::");
                i += gapLength - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
