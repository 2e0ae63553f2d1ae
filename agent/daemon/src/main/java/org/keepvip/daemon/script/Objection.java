package org.keepvip.daemon.script;

/**
 * What is wrong with a command.
 *
 * @param fault in a clause without a final stop
 * @param fix what to do about it, as a command where one does it
 */
public record Objection(String fault, String fix) {
    /** Both, for the log. */
    String text() {
        return fault + "; " + fix;
    }
}
