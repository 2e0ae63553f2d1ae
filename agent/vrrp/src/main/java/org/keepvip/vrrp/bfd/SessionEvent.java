package org.keepvip.vrrp.bfd;

/** What a session is told. */
public sealed interface SessionEvent {
    /** It begins. */
    record Begun() implements SessionEvent {}

    /** A packet of its neighbour's, which passed every check. */
    record PacketReceived(ControlPacket packet) implements SessionEvent {}

    /** {@link Session#deadline} may have come. */
    record DeadlineReached() implements SessionEvent {}

    /** The settings are others than before. */
    record Reconfigured() implements SessionEvent {}

    /** It is taken down on purpose, for good. */
    record Stopped() implements SessionEvent {}
}
