/** Lines of virtual_routes, virtual_rules and their static kin, in the words of ip-route(8) and ip-rule(8). */
@NullMarked
package org.keepvip.conf.routing;

import org.jspecify.annotations.NullMarked;
