/** Interoperability: every pairing, protocol form and transport through every scenario, judged from outside. */
@NullMarked
package org.keepvip.bench.matrix;

import org.jspecify.annotations.NullMarked;
