/** What the RFCs' formulas allow. */
@NullMarked
package org.keepvip.bench.theory;

import org.jspecify.annotations.NullMarked;
