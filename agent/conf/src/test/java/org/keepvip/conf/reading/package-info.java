/** Tests of whole files: what they say, and what is wrong with them. */
@NullMarked
package org.keepvip.conf.reading;

import org.jspecify.annotations.NullMarked;
