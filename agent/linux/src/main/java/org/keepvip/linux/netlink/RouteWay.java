package org.keepvip.linux.netlink;

import java.util.Optional;
import org.keepvip.linux.Ip;

/**
 * One way of a route (RTA_GATEWAY and RTA_OIF, or an element of RTA_MULTIPATH).
 *
 * @param gateway the next router
 * @param index the interface; 0 for the one that leads to the router
 * @param weight its share, 1 to 256
 * @param onlink the router counts as attached (RTNH_F_ONLINK)
 * @param realms RTA_FLOW; 0 for none
 */
public record RouteWay(
        Optional<Ip> gateway, int index, int weight, boolean onlink, Optional<Tunnel> tunnel, int realms) {}
