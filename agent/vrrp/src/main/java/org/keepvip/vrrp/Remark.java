package org.keepvip.vrrp;

/**
 * A line for the log.
 *
 * @param topic what it is about; remarks of one topic and sender may be limited by whoever writes them
 * @param text the line, beginning with the router's name in brackets
 */
public record Remark(Topic topic, String text) {
    /** How often a remark can come. */
    public enum Topic {
        /** Our own doing, as rare as transitions: never left out. */
        TRANSITION,
        /** Drawn by a packet, so as often as anybody likes: to be limited. */
        PACKET,
        /** The same trouble until it ends: to be limited. */
        TROUBLE
    }
}
