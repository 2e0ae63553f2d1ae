package org.keepvip.conf.model;

import java.util.List;
import org.keepvip.conf.keyword.Keyword;

/** What an instance, or each instance of a group, watches. */
public record Trackers(
        @Keyword(
                value = "track_interface",
                help = "Interfaces whose state means FAULT or changes the priority, one a line.",
                otherwise = "none")
        List<TrackedInterface> interfaces,

        @Keyword(
                value = "track_script",
                note =
                        "The vrrp_script may stand anywhere in the file; one that cannot run counts as failed instead of being dropped.",
                help = "Scripts that are watched, one a line.",
                otherwise = "none")
        List<Tracked> scripts,

        @Keyword(
                value = "track_file",
                note = "The track_file may stand anywhere in the file.",
                help = "Files that are watched, one a line.",
                otherwise = "none")
        List<Tracked> files,

        @Keyword(
                value = "track_process",
                note = "The vrrp_track_process may stand anywhere in the file.",
                help = "Processes that are watched, one a line.",
                otherwise = "none")
        List<Tracked> processes,

        @Keyword(
                value = "track_bfd",
                note = "The bfd_instance may stand anywhere in the file.",
                help = "BFD sessions that are watched, one a line.",
                otherwise = "none")
        List<Tracked> bfds) {

    /** The same, other trackers. */
    public Trackers with(
            List<TrackedInterface> otherInterfaces,
            List<Tracked> otherScripts,
            List<Tracked> otherFiles,
            List<Tracked> otherProcesses,
            List<Tracked> otherBfds) {
        return new Trackers(otherInterfaces, otherScripts, otherFiles, otherProcesses, otherBfds);
    }
}
