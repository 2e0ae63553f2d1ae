package org.keepvip.daemon.script;

import java.time.Duration;
import org.keepvip.linux.process.Ending;

/** What became of a program that was to be run. Only exit code 0 is success. */
public sealed interface Outcome {

    /** It ended by itself or by a signal that was not ours. */
    record Ended(Ending ending) implements Outcome {
        @Override
        public boolean isSuccess() {
            return ending.equals(new Ending.Exited(0));
        }

        @Override
        public String text() {
            return switch (ending) {
                case Ending.Exited(int code) -> "exited with status " + code + meaning(code);
                case Ending.Killed(int signal) -> "ended by signal " + signal;
            };
        }

        /** What shells, and setpriv(1), mean by these. */
        private static String meaning(int code) {
            return switch (code) {
                case NOT_EXECUTABLE -> ": it, or a command in it, cannot be executed";
                case NOT_FOUND -> ": it, its interpreter or a command in it is not found";
                default -> "";
            };
        }
    }

    /** It took longer than it may; its end was asked for. */
    record TimedOut(Duration limit) implements Outcome {
        @Override
        public boolean isSuccess() {
            return false;
        }

        @Override
        public String text() {
            return "timed out after " + limit.toMillis() / 1000.0 + " s";
        }
    }

    /**
     * It did not run.
     *
     * @param why what keeps it from running, and the likely fix
     */
    record NotStarted(String why) implements Outcome {
        @Override
        public boolean isSuccess() {
            return false;
        }

        @Override
        public String text() {
            return "cannot be run: " + why;
        }
    }

    int NOT_EXECUTABLE = 126;
    int NOT_FOUND = 127;

    /** Whether it did what it was run for. */
    boolean isSuccess();

    /** For the log, without the program's name. */
    String text();
}
