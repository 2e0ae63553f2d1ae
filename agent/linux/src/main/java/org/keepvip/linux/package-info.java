/** The words every kernel interface here shares: addresses, errors, waiting for a descriptor. */
@NullMarked
package org.keepvip.linux;

import org.jspecify.annotations.NullMarked;
