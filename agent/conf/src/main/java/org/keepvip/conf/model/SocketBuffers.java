package org.keepvip.conf.model;

import java.util.Optional;
import org.keepvip.conf.keyword.Keyword;
import org.keepvip.conf.keyword.NotServed;

/** How much the kernel queues for the process. */
@NotServed(topic = "socket buffers")
public record SocketBuffers(
        @Keyword(
                value = "vrrp_rx_bufs_policy",
                help = "Receive buffer of an instance: the interface's MTU, the size of its advert, or octets.",
                otherwise = "the kernel's default")
        Optional<ReceiveBuffer> adverts,

        @Keyword(
                value = "vrrp_rx_bufs_multiplier",
                min = "1",
                max = "2147483647",
                standard = "3",
                help = "How many times that.")
        int multiplier,

        @Keyword(
                value = "vrrp_netlink_cmd_rcv_bufs",
                min = "0",
                max = "2147483647",
                unit = "octets",
                standard = "0",
                help = "Receive buffer of the socket that changes the kernel's state; 0 for its default.")
        int commands,

        @Keyword(
                value = "vrrp_netlink_cmd_rcv_bufs_force",
                onOff = true,
                help = "Beyond the limit of net.core.rmem_max.")
        boolean commandsForced,

        @Keyword(
                value = "vrrp_netlink_monitor_rcv_bufs",
                min = "0",
                max = "2147483647",
                unit = "octets",
                standard = "0",
                help = "Receive buffer of the socket that hears of changes; 0 for its default.")
        int monitor,

        @Keyword(
                value = "vrrp_netlink_monitor_rcv_bufs_force",
                onOff = true,
                help = "Beyond the limit of net.core.rmem_max.")
        boolean monitorForced,

        @Keyword(
                value = "process_monitor_rcv_bufs",
                min = "0",
                max = "2147483647",
                unit = "octets",
                standard = "0",
                help = "Receive buffer of the socket that hears of processes; 0 for its default.")
        int processes,

        @Keyword(
                value = "process_monitor_rcv_bufs_force",
                onOff = true,
                help = "Beyond the limit of net.core.rmem_max.")
        boolean processesForced) {}
