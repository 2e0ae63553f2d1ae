/** What must hold in every run, each property watched by its own checker while the run goes on. */
@NullMarked
package org.keepvip.simulator.property;

import org.jspecify.annotations.NullMarked;
