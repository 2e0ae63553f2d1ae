/** What is drawn from a seed before the first event: settings, weather and the list of faults. */
@NullMarked
package org.keepvip.simulator.scenario;

import org.jspecify.annotations.NullMarked;
