package org.keepvip.conf.model;

import java.util.Map;
import java.util.Optional;
import org.keepvip.conf.keyword.Spelled;

/**
 * A umask (umask(2)).
 *
 * @param bits 0 to 0777
 */
@Spelled(argument = "0..0777|IRUSR|…", expected = "0..0777 with a leading 0, or names such as IRGRP|IROTH")
public record Umask(int bits) {
    private static final Map<String, Integer> NAMES = Map.ofEntries(
            Map.entry("IRUSR", 0400),
            Map.entry("IWUSR", 0200),
            Map.entry("IXUSR", 0100),
            Map.entry("IRGRP", 0040),
            Map.entry("IWGRP", 0020),
            Map.entry("IXGRP", 0010),
            Map.entry("IROTH", 0004),
            Map.entry("IWOTH", 0002),
            Map.entry("IXOTH", 0001));

    /** A number in C's notation, or names of sys/stat.h without their S_, with bars between. */
    public static Optional<Umask> parse(String word) {
        if (word.matches("(0[xX][0-9a-fA-F]{1,4}|\\d{1,6})")) {
            return number(word).filter(bits -> bits <= 0777).map(Umask::new);
        }
        int bits = 0;
        for (String name : word.split("\\|", -1)) {
            Integer bit = NAMES.get(name);
            if (bit == null) {
                return Optional.empty();
            }
            bits |= bit;
        }
        return Optional.of(new Umask(bits));
    }

    private static Optional<Integer> number(String word) {
        try {
            return Optional.of(Integer.decode(word));
        } catch (NumberFormatException notOctal) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "0" + Integer.toOctalString(bits);
    }
}
