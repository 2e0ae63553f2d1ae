/** Routers that are MASTER together or not at all. */
@NullMarked
package org.keepvip.vrrp.group;

import org.jspecify.annotations.NullMarked;
