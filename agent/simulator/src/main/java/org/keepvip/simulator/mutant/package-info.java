/** Deliberately broken state machines, each of which one checker must catch. */
@NullMarked
package org.keepvip.simulator.mutant;

import org.jspecify.annotations.NullMarked;
