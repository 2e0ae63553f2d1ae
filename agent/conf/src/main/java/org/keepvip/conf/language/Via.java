package org.keepvip.conf.language;

/** One step on the way from the main file to a line. */
public sealed interface Via {
    /** Where the step was asked for. */
    Location at();

    /** The step in words that {@code at} follows. */
    String words();

    /** An {@code include} line. */
    record Included(Location at) implements Via {
        @Override
        public String words() {
            return "included at";
        }
    }

    /** The use of a definition of several lines. */
    record Expanded(String name, Location at) implements Via {
        @Override
        public String words() {
            return "part of $" + name + ", used at";
        }
    }

    /** One round of {@code ~SEQ} or {@code ~LST}. */
    record Generated(String round, Location at) implements Via {
        @Override
        public String words() {
            return "with " + round + " of the generator at";
        }
    }
}
