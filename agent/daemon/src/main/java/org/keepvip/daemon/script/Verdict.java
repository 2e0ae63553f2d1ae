package org.keepvip.daemon.script;

/** Whether a command of the configuration may be run. */
public sealed interface Verdict permits Program, Verdict.Refused {

    /**
     * It is not run.
     *
     * @param why and the likely fix
     */
    record Refused(String why) implements Verdict {}
}
