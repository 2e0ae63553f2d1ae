package org.keepvip.conf.model;

import java.util.List;
import org.keepvip.conf.keyword.Keyword;
import org.keepvip.conf.routing.RouteLine;
import org.keepvip.conf.routing.RuleLine;

/** Routes and rules that the MASTER holds beside its addresses. */
public record Routing(
        @Keyword(
                value = "virtual_routes",
                help = "Routes that the MASTER holds, added after its addresses in this order.",
                otherwise = "none")
        List<RouteLine> routes,

        @Keyword(
                value = "virtual_rules",
                help = "Rules that the MASTER holds, added after its routes in this order.",
                otherwise = "none")
        List<RuleLine> rules) {}
