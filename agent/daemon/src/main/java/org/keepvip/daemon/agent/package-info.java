/** The running agent: routers, sockets, links, the effects of actions. */
@NullMarked
package org.keepvip.daemon.agent;

import org.jspecify.annotations.NullMarked;
