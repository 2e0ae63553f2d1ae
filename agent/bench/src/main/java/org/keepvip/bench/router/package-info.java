/** VRRP implementations, each started in its own way from one setup. */
@NullMarked
package org.keepvip.bench.router;

import org.jspecify.annotations.NullMarked;
