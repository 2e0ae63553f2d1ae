/** The one thread that decides and acts: descriptors, deadlines, tasks. */
@NullMarked
package org.keepvip.daemon.loop;

import org.jspecify.annotations.NullMarked;
