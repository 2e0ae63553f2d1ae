package org.keepvip.vrrp.bfd;

/** The states of a session (RFC 5880 section 6.2). */
public enum SessionState {
    /** Taken down on purpose. */
    ADMIN_DOWN(0),
    /** The neighbour is not heard, or says it does not hear us. */
    DOWN(1),
    /** The neighbour is heard; whether it hears us is not known. */
    INIT(2),
    /** Both hear each other. */
    UP(3);

    private final int code;

    SessionState(int code) {
        this.code = code;
    }

    /** On the wire, 0 to 3. */
    int code() {
        return code;
    }

    /** The state of the lower two bits. */
    static SessionState of(int code) {
        return switch (code & 3) {
            case 0 -> ADMIN_DOWN;
            case 1 -> DOWN;
            case 2 -> INIT;
            default -> UP;
        };
    }
}
