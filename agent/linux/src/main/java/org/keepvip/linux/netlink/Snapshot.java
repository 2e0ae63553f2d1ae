package org.keepvip.linux.netlink;

import java.util.List;

/**
 * All links and addresses of a network namespace.
 *
 * @param links ordered by index
 * @param addresses in the kernel's order, in which an interface's first IPv4 address of a subnet is its primary
 * @param complete whether both lists are of one moment each. Otherwise they changed again and again while they were
 *     listed, and something that was there all the time may be missing
 */
public record Snapshot(List<Link> links, List<InterfaceAddress> addresses, boolean complete) {}
