/** The boot-time clock, and a descriptor that becomes readable at a point on it. */
@NullMarked
package org.keepvip.linux.time;

import org.jspecify.annotations.NullMarked;
