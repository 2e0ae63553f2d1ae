package org.keepvip.vrrp;

import org.keepvip.vrrp.packet.Priority;

/** Everything one virtual router remembers. Immutable; the deadlines it waits for are in it. DRAFT: the election's author completes it. */
public record State(Role role) {
    /** Where the router stands (RFC 9568 section 6.4). FAULT is keepalived's: Initialize with reasons. */
    public sealed interface Role {
        record Initialize() implements Role {}

        record Backup(Moment masterDown) implements Role {}

        record Master(Moment nextAdvertisement) implements Role {}

        record Fault() implements Role {}
    }

    /** The earliest moment at which {@link Event.DeadlineReached} is wanted; {@link Moment#NEVER} for none. */
    public Moment deadline() {
        return Moment.NEVER;
    }

    /** Base priority plus what the trackers contribute, 1 to 254, or 255. */
    public Priority effectivePriority(Settings settings) {
        return settings.election().priority();
    }
}
