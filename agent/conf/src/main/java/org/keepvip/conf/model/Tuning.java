package org.keepvip.conf.model;

import java.util.Optional;
import org.keepvip.conf.keyword.Keyword;
import org.keepvip.conf.keyword.NotServed;

/** What rarely needs to be said of an instance. */
public record Tuning(
        @NotServed(topic = "late timers")
        @Keyword(
                value = "timer_expired_backup",
                also = "thread_timer_expired",
                bare = "254",
                min = "1",
                max = "254",
                since = "2.2.8",
                otherwise = "off",
                help =
                        "With nopreempt: a MASTER that could not run for longer than the others wait becomes BACKUP with this"
                                + " priority.")
        Optional<Integer> timerExpiredBackup,

        @NotServed(topic = "tuning and debugging")
        @Keyword(value = "debug", min = "0", max = "4", standard = "0", help = "Level of debugging messages.")
        int debug,

        @NotServed(topic = "tuning and debugging")
        @Keyword(
                value = "kernel_rx_buf_size",
                min = "0",
                max = "2147483647",
                unit = "octets",
                otherwise = "vrrp_rx_bufs_policy",
                help = "Receive buffer of the instance's socket.")
        Optional<Integer> receiveBuffer,

        @NotServed(topic = "pacing and debouncing")
        @Keyword(
                value = "linkbeat_use_polling",
                instead = "write the interface into linkbeat_interfaces",
                help = "Ask for the link of the instance's interface every second.")
        boolean linkbeatPolling,

        @NotServed(topic = "LVS", effect = NotServed.Effect.FOREIGN)
        @Keyword(
                value = "lvs_sync_daemon_interface",
                instead = "write lvs_sync_daemon in global_defs",
                help = "Interface of the LVS synchronisation daemon, which is another daemon's work.",
                otherwise = "none")
        Optional<InterfaceName> lvsSyncDaemon) {

    /** The same, timer_expired_backup off. */
    public Tuning withoutTimerExpiredBackup() {
        return new Tuning(Optional.empty(), debug, receiveBuffer, linkbeatPolling, lvsSyncDaemon);
    }
}
