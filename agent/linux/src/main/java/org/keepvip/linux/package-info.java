/** Touches the kernel. */
@NullMarked
package org.keepvip.linux;

import org.jspecify.annotations.NullMarked;
