/** The receive checks: what stands between a datagram and the state machine. */
@NullMarked
package org.keepvip.vrrp.reception;

import org.jspecify.annotations.NullMarked;
