/** Rehearses whole clusters in virtual time: a seed in, a verdict out. */
@NullMarked
package org.keepvip.simulator;

import org.jspecify.annotations.NullMarked;
