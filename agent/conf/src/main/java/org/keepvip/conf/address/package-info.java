/** IP addresses as values: no host names, no look-ups, no scope ids. */
@NullMarked
package org.keepvip.conf.address;

import org.jspecify.annotations.NullMarked;
