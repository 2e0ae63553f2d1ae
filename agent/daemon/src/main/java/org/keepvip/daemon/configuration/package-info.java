/** The configuration as it lies on this machine. */
@NullMarked
package org.keepvip.daemon.configuration;

import org.jspecify.annotations.NullMarked;
