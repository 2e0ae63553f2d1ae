package org.keepvip.conf.language;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keeps passwords out of messages. */
final class Secrets {
    /** What is shown instead; its length says nothing. */
    static final String MASK = "********";

    /** Keywords whose arguments are passwords. */
    private static final Set<String> KEYWORDS = Set.of("auth_pass", "key", "smtp_password");

    /** Of a key of auth_hmac. */
    private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");

    private Secrets() {}

    /** Whether a word is a password, or part of one, behind the words before it. */
    static boolean hides(List<Word> before, String word) {
        boolean keyword =
                !before.isEmpty() && KEYWORDS.contains(before.getFirst().text());
        boolean number = before.size() == 1
                && before.getFirst().text().equals("key")
                && NUMBER.matcher(word).matches();
        return keyword && !number;
    }

    /** Parts of the name of a definition that is probably a password. */
    private static final List<String> NAMES = List.of("PASS", "SECRET", "KEY");

    /** Where the secret part of a line as typed starts, its length when it has none. */
    static int start(String line) {
        for (String keyword : KEYWORDS) {
            for (int i = line.indexOf(keyword); i >= 0; i = line.indexOf(keyword, i + 1)) {
                int end = i + keyword.length();
                boolean starts = i == 0 || !isNamePart(line.charAt(i - 1));
                if (starts && end < line.length() && Space.is(line.charAt(end))) {
                    int values = line.strip().startsWith("~") ? line.indexOf('(') : -1;
                    return values >= 0 && values < i ? values + 1 : behindNumber(line, keyword, Space.skip(line, end));
                }
            }
        }
        return startOfValue(line);
    }

    /** Where the key itself starts: the number before it is no secret, so that it can be shown which key is meant. */
    private static int behindNumber(String line, String keyword, int start) {
        Matcher number = NUMBER.matcher(line).region(start, line.length());
        boolean numbered = keyword.equals("key")
                && number.lookingAt()
                && number.end() < line.length()
                && Space.is(line.charAt(number.end()));
        return numbered ? Space.skip(line, number.end()) : start;
    }

    /** Where the value of a definition starts that is probably a password. */
    private static int startOfValue(String line) {
        int equals = line.indexOf('=');
        int name = line.indexOf('$');
        boolean isDefinition = name >= 0 && name < equals && Names.end(line, name + 1) == equals;
        String upper = isDefinition ? line.substring(name, equals).toUpperCase(Locale.ROOT) : "";
        return NAMES.stream().anyMatch(upper::contains) ? equals + 1 : line.length();
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
