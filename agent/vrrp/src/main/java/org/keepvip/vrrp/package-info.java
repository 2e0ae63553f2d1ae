/** Decides the election and what is held: pure functions of settings, state, event and time. */
@NullMarked
package org.keepvip.vrrp;

import org.jspecify.annotations.NullMarked;
