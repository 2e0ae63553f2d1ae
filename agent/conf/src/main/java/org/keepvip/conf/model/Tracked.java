package org.keepvip.conf.model;

import org.keepvip.conf.keyword.Keyword;
import org.keepvip.conf.keyword.Positional;

/** A line of track_script, track_file, track_process or track_bfd; what it does not say is the tracker's. */
public record Tracked(
        @Positional("name of a tracker") String name,

        @Keyword(
                value = "weight",
                min = "-254",
                max = "254",
                otherwise = "the tracker's",
                help = "0: FAULT while it is down. Otherwise added to the priority while it is up (positive) or down"
                        + " (negative); a file's number is multiplied with it. ±253 for scripts and BFD.")
        int weight,

        @Keyword(
                value = "reverse",
                opposite = "noreverse",
                otherwise = "the tracker's",
                help = "The weight counts the other way round; with weight 0, FAULT while it is up.")
        boolean reverse) {}
