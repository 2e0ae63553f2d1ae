/** BFD sessions: their sockets, their timers and their loop. */
@NullMarked
package org.keepvip.daemon.bfd;

import org.jspecify.annotations.NullMarked;
