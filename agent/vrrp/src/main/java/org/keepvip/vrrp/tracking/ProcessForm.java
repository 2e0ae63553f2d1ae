package org.keepvip.vrrp.tracking;

import java.util.List;

/**
 * What a process must look like to be counted (vrrp_track_process).
 *
 * @param command its name as the kernel keeps it, or the first word of its command line
 * @param parameters the words behind that
 */
public record ProcessForm(String command, List<String> parameters, Match match) {
    /** As much as the kernel keeps of a name (TASK_COMM_LEN). */
    private static final int LONGEST_NAME = 15;

    /** What is compared. */
    public enum Match {
        /** The name that the kernel keeps, of which there are 15 octets. */
        NAME,
        /** The first word of the command line. */
        COMMAND,
        /** All words of the command line. */
        EXACT,
        /** The first words of the command line, of which the last may go on. */
        INITIAL,
        /** The first words of the command line. */
        PARTIAL
    }

    /** Keeps its own copy. */
    public ProcessForm {
        parameters = List.copyOf(parameters);
    }

    /** Whether the command line is compared, which takes longer to learn than the name. */
    public boolean needsCommandLine() {
        return match != Match.NAME;
    }

    /**
     * Whether a process is meant.
     *
     * @param name the kernel's name of it
     * @param words its command line; empty for one of the kernel's own, and where it was not read
     */
    public boolean fits(String name, List<String> words) {
        if (match == Match.NAME) {
            return name.equals(command.length() > LONGEST_NAME ? command.substring(0, LONGEST_NAME) : command);
        }
        if (words.isEmpty() || !words.getFirst().equals(command)) {
            return false;
        }
        List<String> behind = words.subList(1, words.size());
        int length = parameters.size();
        return switch (match) {
            case NAME, COMMAND -> true;
            case EXACT -> behind.equals(parameters);
            case PARTIAL -> behind.size() >= length && behind.subList(0, length).equals(parameters);
            case INITIAL ->
                length == 0
                        || (behind.size() >= length
                                && behind.subList(0, length - 1).equals(parameters.subList(0, length - 1))
                                && behind.get(length - 1).startsWith(parameters.getLast()));
        };
    }
}
