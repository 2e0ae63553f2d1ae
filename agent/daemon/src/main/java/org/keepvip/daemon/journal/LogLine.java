package org.keepvip.daemon.journal;

import java.time.Instant;

/**
 * A line on its way to the log.
 *
 * @param at when it was written, wall clock, for people
 * @param level how grave it is
 * @param text one line, without its end
 */
public record LogLine(Instant at, Level level, String text) {
    /** syslog(3)'s severities that the agent uses. */
    public enum Level {
        ERROR(3),
        WARNING(4),
        INFO(6);

        private final int severity;

        Level(int severity) {
            this.severity = severity;
        }

        /** syslog's number, 0 to 7. */
        public int severity() {
            return severity;
        }
    }
}
