package org.keepvip.linux.process;

/** How a process ended (waitid(2)). */
public sealed interface Ending {

    /**
     * It ended by itself.
     *
     * @param code 0 to 255
     */
    record Exited(int code) implements Ending {}

    /**
     * A signal ended it.
     *
     * @param signal its number
     */
    record Killed(int signal) implements Ending {}
}
