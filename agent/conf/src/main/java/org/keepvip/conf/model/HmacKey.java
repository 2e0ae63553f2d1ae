package org.keepvip.conf.model;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.keepvip.conf.keyword.Keyword;
import org.keepvip.conf.keyword.Outcome;
import org.keepvip.conf.keyword.Phrase;
import org.keepvip.conf.keyword.WholeNumber;

/**
 * A key of auth_hmac; its text form shows no octet of it.
 *
 * @param id 1 to 255
 * @param file where it is kept; empty when the configuration itself has it
 * @param latin1 its octets, a character each; empty while the file has not been read
 */
@Phrase(argument = "1..255 TEXT|hex:DIGITS|file:PATH")
public record HmacKey(int id, Optional<String> file, String latin1) {
    /** Fewest octets of a key. */
    public static final int SHORTEST = 32;
    /** Most octets of a key. */
    public static final int LONGEST = 64;

    /** A number and a key; a complaint repeats nothing that may be part of it. */
    public static Outcome read(List<String> words, Keyword keyword) {
        if (words.isEmpty()) {
            return new Outcome.Missing();
        }
        if (words.size() == 1 || !words.getFirst().matches("\\d+")) {
            return new Outcome.Refused(keyword.value() + " takes a number, then the key", false);
        }
        return switch (WholeNumber.read(words, keyword)) {
            case Outcome.Taken taken -> value((int) taken.value(), words.get(1));
            case Outcome.Mended mended -> mended;
            case Outcome.Refused refused -> refused;
            case Outcome.Missing missing -> missing;
        };
    }

    private static Outcome value(int id, String word) {
        if (word.startsWith("file:")) {
            return new Outcome.Taken(new HmacKey(id, Optional.of(word.substring(5)), ""), 2);
        }
        byte[] octets;
        if (word.startsWith("hex:")) {
            try {
                octets = HexFormat.of().parseHex(word.substring(4));
            } catch (IllegalArgumentException notHex) {
                return new Outcome.Refused("hex: takes two hexadecimal digits for each octet of key " + id, false);
            }
        } else {
            octets = word.getBytes(StandardCharsets.UTF_8);
        }
        return octets.length < SHORTEST || octets.length > LONGEST
                ? new Outcome.Refused(wrongLength(id, octets.length), false)
                : new Outcome.Taken(new HmacKey(id, Optional.empty(), text(octets)), 2);
    }

    /** What is wrong with a key of {@code length} octets. */
    public static String wrongLength(int id, int length) {
        return "key " + id + " has " + length + " octets; it takes " + SHORTEST + " to " + LONGEST;
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    /** The same key, its file read. */
    public HmacKey with(byte[] octets) {
        return new HmacKey(id, file, text(octets));
    }

    /** The key itself. */
    public byte[] octets() {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return id + " " + file.map(path -> "file:" + path).orElse("********");
    }
}
