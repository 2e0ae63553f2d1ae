/** What a capture on the switch saw. */
@NullMarked
package org.keepvip.bench.wire;

import org.jspecify.annotations.NullMarked;
