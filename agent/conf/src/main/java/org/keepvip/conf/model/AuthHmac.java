package org.keepvip.conf.model;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.keepvip.conf.keyword.Keyword;
import org.keepvip.conf.keyword.Many;
import org.keepvip.conf.keyword.Spelled;

/** {@code auth_hmac { }}: adverts signed with HMAC-SHA-256, an extension of keepalived 2.4. */
public record AuthHmac(
        @Keyword(
                value = "key",
                many = Many.EACH,
                min = "1",
                max = "255",
                help = "A key and its number: 32 to 64 octets of text, hex:… or file:PATH.",
                otherwise = "none")
        List<HmacKey> keys,

        @Keyword(
                value = "active_key",
                min = "1",
                max = "255",
                help = "Number of the key that signs. Required.",
                otherwise = "none")
        Optional<Integer> activeKey,

        @Keyword(
                value = "time_window",
                min = "1",
                max = "300",
                unit = "s",
                otherwise = "3 × advert_int, at least 5 s, at most 300 s",
                help = "How old an advert may be.")
        Optional<Duration> timeWindow,

        @Keyword(
                value = "anti_replay",
                bare = "time",
                otherwise = "time",
                help = "What may not be heard twice: time compares the clock as well, monotonic the sequence alone.")
        Optional<AntiReplay> antiReplay,

        @Keyword(
                value = "mode",
                help = "enforce refuses what is not signed; permissive takes it; receive-only does not sign either.",
                standard = "enforce")
        Mode mode) {

    /** The word after {@code anti_replay}. */
    public enum AntiReplay {
        TIME,
        MONOTONIC
    }

    /** The word after {@code mode}. */
    @Spelled(argument = "enforce|permissive|receive-only", expected = "enforce, permissive or receive-only")
    public enum Mode {
        ENFORCE,
        PERMISSIVE,
        RECEIVE_ONLY;

        /** The mode that {@code word} names. */
        public static Optional<Mode> parse(String word) {
            return Arrays.stream(values())
                    .filter(mode -> mode.toString().equals(word))
                    .findFirst();
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
