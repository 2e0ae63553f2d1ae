package org.keepvip.conf.keyword;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Whole numbers in base ten, and seconds with as many decimals as the keyword allows; each within its range. */
final class Numbers {
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,30}");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d{1,20}(\\.\\d{0,30})?|\\.\\d{1,30})");

    private Numbers() {}

    /** A whole number; {@code narrow} makes the component's type of it, after the range was checked. */
    static ValueForm whole(Function<BigInteger, Object> narrow) {
        return new Form() {
            @Override
            Outcome parse(String word, Keyword keyword) {
                if (!WHOLE.matcher(word).matches()) {
                    return new Outcome.Refused(notNumber(word, "a whole number", keyword), true);
                }
                BigInteger number = new BigInteger(word);
                if (inRange(new BigDecimal(number), keyword)) {
                    return new Outcome.Taken(narrow.apply(number), 1);
                }
                return keyword.clamped() ? clamped(number, keyword) : outside(word, keyword);
            }

            private Outcome clamped(BigInteger number, Keyword keyword) {
                BigInteger end = number.max(new BigInteger(keyword.min())).min(new BigInteger(keyword.max()));
                return new Outcome.Mended(
                        narrow.apply(end),
                        1,
                        keyword.value() + " " + number + " is outside " + range(keyword) + "; " + end + " is used");
            }
        };
    }

    /** A time in seconds, or in milliseconds where that is the keyword's unit. Digits beyond those the keyword allows are rounded away, half up, and said so. */
    static ValueForm seconds() {
        return new Form() {
            @Override
            Outcome parse(String word, Keyword keyword) {
                String unit = keyword.unit().equals("ms") ? "milliseconds" : "seconds";
                String kind = keyword.decimals() == 0 ? "whole " + unit : unit;
                if (!(keyword.decimals() == 0 ? WHOLE : DECIMAL).matcher(word).matches()) {
                    return new Outcome.Refused(notNumber(word, kind, keyword), true);
                }
                BigDecimal written = new BigDecimal(word);
                BigDecimal rounded = written.setScale(keyword.decimals(), RoundingMode.HALF_UP);
                if (!inRange(rounded, keyword)) {
                    return outside(word, keyword);
                }
                Duration duration =
                        Duration.ofNanos(rounded.multiply(nanos(keyword)).longValueExact());
                return written.compareTo(rounded) == 0
                        ? new Outcome.Taken(duration, 1)
                        : new Outcome.Mended(
                                duration,
                                1,
                                word + " has more than " + keyword.decimals() + " decimals; " + rounded + " is used");
            }

            @Override
            public String write(Object value, Keyword keyword) {
                return BigDecimal.valueOf(((Duration) value).toNanos())
                        .divide(nanos(keyword))
                        .stripTrailingZeros()
                        .toPlainString();
            }
        };
    }

    /** Such as {@code 1..255} or {@code 0.01..255 s}. */
    static String range(Keyword keyword) {
        return keyword.min() + ".." + keyword.max() + (keyword.unit().isEmpty() ? "" : " " + keyword.unit());
    }

    /** Nanoseconds in the keyword's unit. */
    private static BigDecimal nanos(Keyword keyword) {
        return BigDecimal.valueOf(keyword.unit().equals("ms") ? 1_000_000L : 1_000_000_000L);
    }

    private static boolean inRange(BigDecimal number, Keyword keyword) {
        return number.compareTo(new BigDecimal(keyword.min())) >= 0
                && number.compareTo(new BigDecimal(keyword.max())) <= 0;
    }

    private static Outcome outside(String word, Keyword keyword) {
        return new Outcome.Refused(keyword.value() + " " + word + " is outside " + range(keyword), true);
    }

    private static String notNumber(String word, String kind, Keyword keyword) {
        return keyword.value() + " takes " + kind + ", " + range(keyword) + ", not '" + word + "'";
    }

    private abstract static class Form implements ValueForm {
        abstract Outcome parse(String word, Keyword keyword);

        @Override
        public Outcome read(List<String> words, Keyword keyword) {
            return words.isEmpty() ? new Outcome.Missing() : parse(words.getFirst(), keyword);
        }

        @Override
        public String write(Object value, Keyword keyword) {
            return value.toString();
        }

        @Override
        public String argument(Keyword keyword) {
            return range(keyword);
        }
    }
}
