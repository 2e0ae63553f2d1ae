/** Tests of comparing the configurations of several nodes. */
@NullMarked
package org.keepvip.conf.check;

import org.jspecify.annotations.NullMarked;
