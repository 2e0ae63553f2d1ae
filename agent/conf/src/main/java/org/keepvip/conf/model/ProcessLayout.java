package org.keepvip.conf.model;

import java.time.Duration;
import java.util.Optional;
import org.keepvip.conf.keyword.Keyword;
import org.keepvip.conf.keyword.NotServed;

/** What the process is, beside its instances. */
public record ProcessLayout(
        @NotServed(topic = "entering a network namespace", effect = NotServed.Effect.FAULTS)
        @Keyword(
                value = "net_namespace",
                dispensable = true,
                firstCounts = true,
                help = "Network namespace that the process runs in.",
                otherwise = "the one it is started in")
        Optional<String> namespace,

        @NotServed(topic = "LVS", effect = NotServed.Effect.FOREIGN)
        @Keyword(
                value = "net_namespace_ipvs",
                help = "Network namespace of LVS, which is another daemon's work.",
                otherwise = "none")
        Optional<String> ipvsNamespace,

        @NotServed(topic = "nftables keeps its sets for each namespace", effect = NotServed.Effect.NEEDLESS)
        @Keyword(
                value = "namespace_with_ipsets",
                help = "Use IP sets in the namespace although old kernels keep them for the whole machine.")
        boolean namespaceWithSets,

        @NotServed(topic = "process layout")
        @Keyword(
                value = "instance",
                firstCounts = true,
                help = "Name of this agent beside others on the machine, part of the names of its files.",
                otherwise = "none")
        Optional<String> instance,

        @NotServed(topic = "process layout") @Keyword(value = "use_pid_dir", help = "PID files go to /run/keepalived.")
        boolean pidDirectory,

        @NotServed(topic = "there are no child processes", effect = NotServed.Effect.NEEDLESS)
        @Keyword(
                value = "child_wait_time",
                min = "0",
                max = "4294967",
                unit = "s",
                standard = "5",
                help = "How long the end of child processes is waited for at the end.")
        Duration childWait,

        @Keyword(value = "linkbeat_use_polling", help = "Ask for the link of all interfaces every second.")
        boolean linkbeatPolling) {}
