package org.keepvip.conf.reading;

import org.keepvip.conf.keyword.Draft;
import org.keepvip.conf.model.VrrpInstance;

/** A completed instance and what it was read from. */
record Placed(Draft<VrrpInstance> draft, VrrpInstance instance) {}
