/**
 * Bidirectional forwarding detection (RFC 5880) as a function: whether a neighbour is alive, found out in milliseconds.
 * Asynchronous mode without echo and without authentication, as keepalived has it.
 */
@NullMarked
package org.keepvip.vrrp.bfd;

import org.jspecify.annotations.NullMarked;
