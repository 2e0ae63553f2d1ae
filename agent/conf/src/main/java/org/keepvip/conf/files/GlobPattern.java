package org.keepvip.conf.files;

import java.util.regex.Pattern;

/** Shell patterns for one name, as glob(7) has them. */
final class GlobPattern {
    private GlobPattern() {}

    /** A regular expression for the whole of a name: {@code *}, {@code ?}, <code>[a-z]</code>, <code>[!a-z]</code>, {@code \}. */
    static String regex(String pattern) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            int close = c == '[' ? close(pattern, i) : -1;
            if (c == '*') {
                out.append(".*");
            } else if (c == '?') {
                out.append('.');
            } else if (close > 0) {
                appendClass(out, pattern.substring(i + 1, close));
                i = close;
            } else if (c == '\\' && i + 1 < pattern.length()) {
                i++;
                out.append(Pattern.quote(pattern.substring(i, i + 1)));
            } else {
                out.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return out.toString();
    }

    /** Where a class ends; a bracket at its very start is one of its characters. */
    private static int close(String pattern, int open) {
        int first = open + 1;
        if (pattern.startsWith("!", first) || pattern.startsWith("^", first)) {
            first++;
        }
        return pattern.indexOf(']', first + 1);
    }

    private static void appendClass(StringBuilder out, String members) {
        boolean isNegated = members.startsWith("!") || members.startsWith("^");
        out.append(isNegated ? "[^" : "[");
        for (int i = isNegated ? 1 : 0; i < members.length(); i++) {
            char c = members.charAt(i);
            boolean isRange = c == '-'
                    && i > (isNegated ? 1 : 0)
                    && i + 1 < members.length()
                    && members.charAt(i - 1) < members.charAt(i + 1);
            out.append(isRange || Character.isLetterOrDigit(c) ? "" : "\\").append(c);
        }
        out.append(']');
    }
}
