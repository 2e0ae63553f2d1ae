package org.keepvip.bench.wire;

import java.util.ArrayList;
import java.util.List;

/** IPv6 addresses as the kernel and {@code ip} print them (RFC 5952): the longest run of two or more zero groups becomes {@code ::}. */
final class AddressText {
    private AddressText() {}

    static String of(byte[] sixteen) {
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = ((sixteen[2 * i] & 0xff) << 8) | (sixteen[2 * i + 1] & 0xff);
        }
        int start = -1;
        int length = 1;
        for (int i = 0; i < 8; i++) {
            int run = 0;
            while (i + run < 8 && groups[i + run] == 0) {
                run++;
            }
            if (run > length) {
                start = i;
                length = run;
            }
        }
        return start < 0 ? text(groups, 0, 8) : text(groups, 0, start) + "::" + text(groups, start + length, 8);
    }

    private static String text(int[] groups, int from, int to) {
        List<String> parts = new ArrayList<>();
        for (int i = from; i < to; i++) {
            parts.add(Integer.toHexString(groups[i]));
        }
        return String.join(":", parts);
    }
}
