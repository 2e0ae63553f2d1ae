/** Machines for tests: network namespaces with a cable between them. */
@NullMarked
package org.keepvip.linux.node;

import org.jspecify.annotations.NullMarked;
