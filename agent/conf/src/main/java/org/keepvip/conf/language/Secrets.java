package org.keepvip.conf.language;

import java.util.Set;

/** Keeps passwords out of messages. */
final class Secrets {
    /** What is shown instead; its length says nothing. */
    static final String MASK = "********";

    /** Keywords whose arguments are passwords. */
    private static final Set<String> KEYWORDS = Set.of("auth_pass", "key");

    private Secrets() {}

    static boolean isKeyword(String word) {
        return KEYWORDS.contains(word);
    }

    /** Where the secret part of a line as typed starts, its length when it has none. */
    static int start(String line) {
        for (String keyword : KEYWORDS) {
            for (int i = line.indexOf(keyword); i >= 0; i = line.indexOf(keyword, i + 1)) {
                int end = i + keyword.length();
                boolean starts = i == 0 || !isNamePart(line.charAt(i - 1));
                if (starts && end < line.length() && Space.is(line.charAt(end))) {
                    return Space.skip(line, end);
                }
            }
        }
        return line.length();
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
