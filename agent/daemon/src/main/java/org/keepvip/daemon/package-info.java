/** Where the agent starts. */
@NullMarked
package org.keepvip.daemon;

import org.jspecify.annotations.NullMarked;
