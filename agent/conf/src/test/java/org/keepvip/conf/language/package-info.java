/** Tests of the language layer. */
@NullMarked
package org.keepvip.conf.language;

import org.jspecify.annotations.NullMarked;
