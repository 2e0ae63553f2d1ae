package org.keepvip.linux.netlink;

import java.nio.ByteBuffer;

/** Writes requests for routes and rules, one behind the other, into a buffer whose byte order is the machine's. */
final class RoutingWriter {
    static final int NLM_F_REQUEST = 0x1;
    static final int NLM_F_ACK = 0x4;
    static final int NLM_F_EXCL = 0x200;
    static final int NLM_F_CREATE = 0x400;
    static final int NLM_F_APPEND = 0x800;

    private final RouteWriter routes;
    private final RuleWriter rules;

    RoutingWriter(ByteBuffer buffer) {
        this.routes = new RouteWriter(buffer);
        this.rules = new RuleWriter(buffer);
    }

    /**
     * Asks for a change.
     *
     * @param acknowledged success is answered as well, not just failure
     */
    void change(RoutingChange change, int sequence, boolean acknowledged) {
        int flags = NLM_F_REQUEST | (acknowledged ? NLM_F_ACK : 0);
        switch (change) {
            case RoutingChange.AddRoute(Route route, RoutingChange.Placement placement) ->
                routes.add(route, placement, flags, sequence);
            case RoutingChange.RemoveRoute(Route route) -> routes.remove(route, flags, sequence);
            case RoutingChange.AddRule(Rule rule) -> rules.add(rule, flags, sequence);
            case RoutingChange.RemoveRule(Rule rule) -> rules.remove(rule, flags, sequence);
        }
    }
}
