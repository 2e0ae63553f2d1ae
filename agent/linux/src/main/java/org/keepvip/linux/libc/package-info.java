/** glibc's functions and the structures they take, laid out for x86_64 and aarch64, which agree on all of them. */
@NullMarked
package org.keepvip.linux.libc;

import org.jspecify.annotations.NullMarked;
