/** Raw, packet and capture sockets; datagrams in preallocated native memory, so that a send or receive leaves no garbage. */
@NullMarked
package org.keepvip.linux.socket;

import org.jspecify.annotations.NullMarked;
