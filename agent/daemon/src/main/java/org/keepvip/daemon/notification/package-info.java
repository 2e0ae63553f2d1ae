/** Tells scripts, FIFOs and mail of what happens to instances and groups. */
@NullMarked
package org.keepvip.daemon.notification;

import org.jspecify.annotations.NullMarked;
