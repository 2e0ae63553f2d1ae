/** What is told of a running agent: log lines on their way to console and syslog, never waited for. */
@NullMarked
package org.keepvip.daemon.journal;

import org.jspecify.annotations.NullMarked;
