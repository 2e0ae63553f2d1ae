package org.keepvip.daemon.script;

/** Whether a command of the configuration may be run. */
public sealed interface Verdict permits Program, Verdict.Refused {

    /** It is not run. */
    record Refused(Objection objection) implements Verdict {}
}
