package org.keepvip.vrrp.bfd;

/** Why our session last left UP (RFC 5880 section 4.1); those that we can find out. */
public enum Diagnostic {
    NONE(0, "nothing happened"),
    DETECTION_TIME_EXPIRED(1, "nothing was heard within the detection time"),
    NEIGHBOUR_SIGNALLED_DOWN(3, "the neighbour says it is down"),
    ADMINISTRATIVELY_DOWN(7, "taken down on purpose");

    private final int code;
    private final String description;

    Diagnostic(int code, String description) {
        this.code = code;
        this.description = description;
    }

    /** On the wire, 0 to 31. */
    public int code() {
        return code;
    }

    /** For a log line: a clause. */
    public String description() {
        return description;
    }
}
