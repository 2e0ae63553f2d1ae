/** The same experiments on KeepVIP and on keepalived in one run, as a table of ratios. */
@NullMarked
package org.keepvip.bench.measure;

import org.jspecify.annotations.NullMarked;
