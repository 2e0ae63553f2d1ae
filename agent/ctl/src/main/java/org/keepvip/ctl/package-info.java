/** The control protocol, its client, and the commands that ask a running agent. */
@NullMarked
package org.keepvip.ctl;

import org.jspecify.annotations.NullMarked;
