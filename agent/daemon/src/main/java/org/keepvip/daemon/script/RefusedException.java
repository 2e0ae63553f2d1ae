package org.keepvip.daemon.script;

/** A command may not run. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Objection objection;

    RefusedException(String fault, String fix) {
        this(new Objection(fault, fix));
    }

    RefusedException(Objection objection) {
        super(objection.text());
        this.objection = objection;
    }

    Objection objection() {
        return objection;
    }
}
