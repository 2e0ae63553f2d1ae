package org.keepvip.conf.model;

import java.time.Duration;
import java.util.Optional;
import org.keepvip.conf.keyword.Keyword;
import org.keepvip.conf.keyword.Positional;

/** A line of interface_up_down_delays: how long a change of an interface must last until it counts. */
public record InterfaceDelay(
        @Positional("interface") InterfaceName device,

        @Positional("delay of down")
        @Keyword(
                value = "down delay",
                min = "0",
                max = "255",
                unit = "s",
                decimals = 6,
                help = "How long it must be down.")
        Duration down,

        @Positional("delay of up")
        @Keyword(
                value = "up delay",
                min = "0",
                max = "255",
                unit = "s",
                decimals = 6,
                otherwise = "the delay of down",
                help = "How long it must be up.")
        Optional<Duration> up) {}
