/** Files that Java's own library cannot make or open as they must be: FIFOs. */
@NullMarked
package org.keepvip.linux.file;

import org.jspecify.annotations.NullMarked;
