@NullMarked
package org.keepvip.linux.file;

import org.jspecify.annotations.NullMarked;
