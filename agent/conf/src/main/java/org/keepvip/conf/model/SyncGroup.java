package org.keepvip.conf.model;

import java.util.List;
import org.keepvip.conf.keyword.Group;
import org.keepvip.conf.keyword.Keyword;
import org.keepvip.conf.keyword.Many;
import org.keepvip.conf.keyword.Named;

/**
 * {@code vrrp_sync_group NAME { }}: instances that are MASTER together or not at all. What it tracks stands in each of its
 * members as well.
 */
public record SyncGroup(
        @Named("name") String name,

        @Keyword(value = "group", many = Many.BLOCK, help = "Names of the instances. Required.", otherwise = "none")
        List<String> members,

        @Group Trackers trackers,
        @Group Notifies notifies,

        @Keyword(
                value = "sync_group_tracking_weight",
                help = "Members may have weighted trackers, although their priorities then differ.")
        boolean trackingWeight,

        @Keyword(
                value = "global_tracking",
                instead = "remove it: trackers of the group always count for all its members",
                help = "Without effect.")
        boolean globalTracking) {}
