/** The main job, shown: a failover in two minutes, judged by a capture and a client's pings. */
@NullMarked
package org.keepvip.bench.demo;

import org.jspecify.annotations.NullMarked;
