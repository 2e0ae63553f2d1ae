/** Completes what was read into a configuration: derived defaults, what contradicts itself, what strict mode changes. */
@NullMarked
package org.keepvip.conf.reading;

import org.jspecify.annotations.NullMarked;
