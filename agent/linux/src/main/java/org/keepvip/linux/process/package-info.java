/** What a daemon asks of the scheduler, the memory manager, the service manager and the network namespaces. */
@NullMarked
package org.keepvip.linux.process;

import org.jspecify.annotations.NullMarked;
