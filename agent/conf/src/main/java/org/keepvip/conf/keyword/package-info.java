/** What a configuration keyword is: the annotations, and the one reader, dump and reference that derive from them. */
@NullMarked
package org.keepvip.conf.keyword;

import org.jspecify.annotations.NullMarked;
