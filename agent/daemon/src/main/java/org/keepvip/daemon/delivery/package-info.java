/** Words for the outside world that wait their turn. */
@NullMarked
package org.keepvip.daemon.delivery;

import org.jspecify.annotations.NullMarked;
