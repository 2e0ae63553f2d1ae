/** Watches files and processes that the configuration tracks, each on threads of its own. */
@NullMarked
package org.keepvip.daemon.tracking;

import org.jspecify.annotations.NullMarked;
