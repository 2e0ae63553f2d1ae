package org.keepvip.vrrp.tracking;

/** The number that a tracked file holds, read as C's strtol does with base 0. */
public sealed interface FileNumber {
    /** How much of a file is looked at, in octets. */
    int LONGEST = 127;

    /** The number; 0 also for a file that holds none. */
    record Value(int value) implements FileNumber {}

    /** More than 32 bits: what was read before stays. */
    record OutOfRange() implements FileNumber {}

    /**
     * The number at the beginning of {@code octets}, of which the first {@value #LONGEST} count: white space, a sign, then
     * hexadecimal digits after {@code 0x}, octal ones after {@code 0}, else decimal ones. What follows does not matter.
     */
    static FileNumber of(byte[] octets) {
        int end = Math.min(octets.length, LONGEST);
        int at = 0;
        while (at < end && isSpace(octets[at])) {
            at++;
        }
        boolean negative = at < end && octets[at] == '-';
        if (at < end && (negative || octets[at] == '+')) {
            at++;
        }
        int base = base(octets, at, end);
        if (base == 16) {
            at += 2;
        }
        long value = 0;
        for (int digit; at < end && (digit = Character.digit(octets[at], base)) >= 0; at++) {
            value = Math.min(value * base + digit, Integer.MAX_VALUE + 2L);
        }
        long signed = negative ? -value : value;
        return signed == (int) signed ? new Value((int) signed) : new OutOfRange();
    }

    private static int base(byte[] octets, int at, int end) {
        if (at >= end || octets[at] != '0') {
            return 10;
        }
        boolean prefixed = at + 2 < end && (octets[at + 1] | 0x20) == 'x' && Character.digit(octets[at + 2], 16) >= 0;
        return prefixed ? 16 : 8;
    }

    private static boolean isSpace(byte octet) {
        return octet == ' ' || (octet >= '\t' && octet <= '\r');
    }
}
