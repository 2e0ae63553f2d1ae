package org.keepvip.vrrp.bfd;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/**
 * A BFD control packet without authentication (RFC 5880 section 4.1): what is in it that means something.
 *
 * @param diagnostic the sender's, 0 to 31
 * @param poll asks for an answer at once
 * @param answersPoll is that answer: the Final bit
 * @param demand the sender wants to hear no more while both are up
 * @param multiplier packets in a row whose loss is the sender's death, 1 to 255
 * @param myDiscriminator the sender's number for the session, not 0
 * @param yourDiscriminator the receiver's number for the session; 0 while the sender does not know it
 * @param desiredMinTx how often the sender wants to send, whole microseconds of 32 bits
 * @param requiredMinRx how often the sender can hear, the same; zero for never
 */
public record ControlPacket(
        SessionState state,
        int diagnostic,
        boolean poll,
        boolean answersPoll,
        boolean demand,
        int multiplier,
        int myDiscriminator,
        int yourDiscriminator,
        Duration desiredMinTx,
        Duration requiredMinRx) {
    /** Without authentication. */
    public static final int OCTETS = 24;

    private static final int VERSION = 1;
    private static final int FLAGS = 1;
    private static final int MULTIPLIER = 2;
    private static final int LENGTH = 3;
    private static final int MY_DISCRIMINATOR = 4;
    private static final int YOUR_DISCRIMINATOR = 8;
    private static final int DESIRED_MIN_TX = 12;
    private static final int REQUIRED_MIN_RX = 16;
    private static final int POLL = 0x20;
    private static final int FINAL = 0x10;
    private static final int AUTHENTICATION = 0x04;
    private static final int DEMAND = 0x02;
    private static final int MULTIPOINT = 0x01;
    private static final int NANOS_PER_MICRO = 1_000;

    /** What octets turned out to be. */
    public sealed interface Decoded {
        /** A packet that passed every check which needs no session. */
        record Valid(ControlPacket packet) implements Decoded {}

        /** Octets that are to be dropped. */
        record Refused(Flaw why) implements Decoded {}
    }

    /** Why octets are dropped (RFC 5880 section 6.8.6, in its order). */
    public enum Flaw {
        /** Not version 1. */
        VERSION("version is not 1"),
        /** Fewer octets than the packet needs, or than it says it has. */
        LENGTH("length is wrong"),
        /** Detect Mult 0. */
        MULTIPLIER("Detect Mult is 0"),
        /** The multipoint bit. */
        MULTIPOINT("multipoint is not served"),
        /** My Discriminator 0. */
        DISCRIMINATOR("My Discriminator is 0"),
        /** Your Discriminator 0 in INIT or UP, where it is known. */
        NO_RECIPIENT("Your Discriminator is 0"),
        /** Signed, which no session here is configured for. */
        AUTHENTICATION("authentication is not served");

        private final String description;

        Flaw(String description) {
            this.description = description;
        }

        /** For a log line: a clause. */
        public String description() {
            return description;
        }
    }

    /** Reads the first {@code length} octets; never throws. */
    public static Decoded decode(byte[] octets, int length) {
        if (length < OCTETS) {
            return new Decoded.Refused(Flaw.LENGTH);
        }
        ByteBuffer buffer = ByteBuffer.wrap(octets, 0, length);
        return flaw(buffer).<Decoded>map(Decoded.Refused::new).orElseGet(() -> new Decoded.Valid(packet(buffer)));
    }

    private static Optional<Flaw> flaw(ByteBuffer buffer) {
        int flags = buffer.get(FLAGS);
        int said = buffer.get(LENGTH) & 0xFF;
        SessionState state = state(buffer);
        if ((buffer.get(0) & 0xFF) >>> 5 != VERSION) {
            return Optional.of(Flaw.VERSION);
        }
        if (said < OCTETS || said > buffer.limit()) {
            return Optional.of(Flaw.LENGTH);
        }
        if (buffer.get(MULTIPLIER) == 0) {
            return Optional.of(Flaw.MULTIPLIER);
        }
        if ((flags & MULTIPOINT) != 0) {
            return Optional.of(Flaw.MULTIPOINT);
        }
        if (buffer.getInt(MY_DISCRIMINATOR) == 0) {
            return Optional.of(Flaw.DISCRIMINATOR);
        }
        boolean known = state == SessionState.INIT || state == SessionState.UP;
        if (known && buffer.getInt(YOUR_DISCRIMINATOR) == 0) {
            return Optional.of(Flaw.NO_RECIPIENT);
        }
        return (flags & AUTHENTICATION) == 0 ? Optional.empty() : Optional.of(Flaw.AUTHENTICATION);
    }

    private static ControlPacket packet(ByteBuffer buffer) {
        int flags = buffer.get(FLAGS);
        return new ControlPacket(
                state(buffer),
                buffer.get(0) & 0x1F,
                (flags & POLL) != 0,
                (flags & FINAL) != 0,
                (flags & DEMAND) != 0,
                buffer.get(MULTIPLIER) & 0xFF,
                buffer.getInt(MY_DISCRIMINATOR),
                buffer.getInt(YOUR_DISCRIMINATOR),
                micros(buffer.getInt(DESIRED_MIN_TX)),
                micros(buffer.getInt(REQUIRED_MIN_RX)));
    }

    private static SessionState state(ByteBuffer buffer) {
        return SessionState.of((buffer.get(FLAGS) & 0xFF) >>> 6);
    }

    private static Duration micros(int unsigned) {
        return Duration.ofNanos(Integer.toUnsignedLong(unsigned) * NANOS_PER_MICRO);
    }

    /** The 24 octets; no echo is wanted. */
    public byte[] octets() {
        int flags = state.code() << 6 | (poll ? POLL : 0) | (answersPoll ? FINAL : 0) | (demand ? DEMAND : 0);
        return ByteBuffer.allocate(OCTETS)
                .put((byte) (VERSION << 5 | diagnostic))
                .put((byte) flags)
                .put((byte) multiplier)
                .put((byte) OCTETS)
                .putInt(myDiscriminator)
                .putInt(yourDiscriminator)
                .putInt((int) (desiredMinTx.toNanos() / NANOS_PER_MICRO))
                .putInt((int) (requiredMinRx.toNanos() / NANOS_PER_MICRO))
                .putInt(0)
                .array();
    }
}
