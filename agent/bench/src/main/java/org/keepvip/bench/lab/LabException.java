package org.keepvip.bench.lab;

/** The lab itself failed (a command, a namespace, a missing program); never a verdict on a router. */
public final class LabException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says which command or program failed and, where known, how to get it. */
    public LabException(String message) {
        super(message);
    }

    /** Keeps the cause. */
    public LabException(String message, Throwable cause) {
        super(message, cause);
    }
}
