/** Compares the configurations of the nodes that share an address. */
@NullMarked
package org.keepvip.conf.check;

import org.jspecify.annotations.NullMarked;
