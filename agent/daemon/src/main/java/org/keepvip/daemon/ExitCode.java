package org.keepvip.daemon;

/** What the process ends with; keepalived's codes where it has them. */
enum ExitCode {
    OK(0),
    /** Something at the start failed: the kernel, a pid file, the command line. */
    FATAL(1),
    /** The configuration cannot be run. */
    CONFIGURATION(2),
    NO_PERMISSION(4),
    /** The configuration has no router. */
    NOTHING_CONFIGURED(6),
    /** A bug of ours (EX_SOFTWARE). */
    BUG(70);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
