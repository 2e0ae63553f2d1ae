/** Tests of the reader that the annotations drive. */
@NullMarked
package org.keepvip.conf.keyword;

import org.jspecify.annotations.NullMarked;
