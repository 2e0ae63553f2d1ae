/** The command line: keepalived's own flags and what they mean here. */
@NullMarked
package org.keepvip.daemon.command;

import org.jspecify.annotations.NullMarked;
