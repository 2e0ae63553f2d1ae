/** What is watched besides the network, and what it does to a router's priority and to its taking part. */
@NullMarked
package org.keepvip.vrrp.tracking;

import org.jspecify.annotations.NullMarked;
