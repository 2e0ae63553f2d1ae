package org.keepvip.vrrp.tracking;

/**
 * Something that is watched outside VRRP, by the name of its block in the configuration. Several routers may use it.
 *
 * @param name unique among trackers of that kind
 */
public record Tracker(Kind kind, String name) {
    /** What is watched. */
    public enum Kind {
        /** The exit code of a command (vrrp_script). */
        SCRIPT("track_script"),
        /** The number in a file (track_file). */
        FILE("track_file"),
        /** How many processes of a name there are (vrrp_track_process). */
        PROCESS("track_process"),
        /** A BFD session (bfd_instance). */
        BFD("track_bfd");

        private final String keyword;

        Kind(String keyword) {
            this.keyword = keyword;
        }

        /** The keyword by which a router names trackers of this kind. */
        public String keyword() {
            return keyword;
        }
    }

    /** As {@code track_script chk_http}. */
    @Override
    public String toString() {
        return kind.keyword + " " + name;
    }
}
