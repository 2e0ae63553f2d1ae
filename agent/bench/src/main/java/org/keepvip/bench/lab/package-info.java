/** Network labs in namespaces, and the processes that run in them. */
@NullMarked
package org.keepvip.bench.lab;

import org.jspecify.annotations.NullMarked;
