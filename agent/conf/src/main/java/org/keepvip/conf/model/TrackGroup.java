package org.keepvip.conf.model;

import java.util.List;
import org.keepvip.conf.keyword.Keyword;
import org.keepvip.conf.keyword.Many;
import org.keepvip.conf.keyword.Named;

/** {@code track_group NAME { }}: instances that are in FAULT while a static address, route or rule is missing. */
public record TrackGroup(
        @Named("name") String name,

        @Keyword(value = "group", many = Many.BLOCK, help = "Names of the instances. Required.", otherwise = "none")
        List<String> members) {}
