package org.keepvip.daemon.script;

/** A command may not run; the message says why, and the likely fix. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    RefusedException(String why) {
        super(why);
    }
}
