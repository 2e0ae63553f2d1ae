/** The world the agents live in: time, wire, kernels, processes and what goes wrong with them. */
@NullMarked
package org.keepvip.simulator.world;

import org.jspecify.annotations.NullMarked;
