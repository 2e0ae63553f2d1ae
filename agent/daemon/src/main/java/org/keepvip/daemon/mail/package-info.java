/** Mail about transitions, from a thread of its own (RFC 5321, RFC 3207, RFC 4954). */
@NullMarked
package org.keepvip.daemon.mail;

import org.jspecify.annotations.NullMarked;
