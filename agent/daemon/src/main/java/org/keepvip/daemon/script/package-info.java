/** Other people's programs: who may run them, how they are started, how long they may take, what became of them. */
@NullMarked
package org.keepvip.daemon.script;

import org.jspecify.annotations.NullMarked;
