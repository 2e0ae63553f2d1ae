/** Tests of the bench, and the tests that the bench makes of the packaged agent. */
@NullMarked
package org.keepvip.bench;

import org.jspecify.annotations.NullMarked;
