package org.keepvip.conf.model;

import org.keepvip.conf.keyword.Keyword;
import org.keepvip.conf.keyword.Positional;

/** A line of track_interface. */
public record TrackedInterface(
        @Positional("interface") InterfaceName device,

        @Keyword(
                value = "weight",
                min = "-253",
                max = "253",
                standard = "0",
                help = "0: FAULT while it is down. Otherwise added to the priority while it is up (positive) or down"
                        + " (negative).")
        int weight,

        @Keyword(
                value = "reverse",
                help = "The weight counts the other way round; with weight 0, FAULT while it is up.")
        boolean reverse) {}
