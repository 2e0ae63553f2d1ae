/** The control socket's server. */
@NullMarked
package org.keepvip.daemon.control;

import org.jspecify.annotations.NullMarked;
