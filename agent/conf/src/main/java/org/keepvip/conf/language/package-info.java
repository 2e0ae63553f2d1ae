/**
 * The language of keepalived.conf (man 5 keepalived.conf, GENERAL SYNTAX): text in, a flat stream of words and braces out.
 *
 * <p>It knows lines, comments, quotes, includes, conditions, definitions and generators; it knows no keyword's meaning. Every word
 * carries the place it was written at, and every mistake is a {@link org.keepvip.conf.language.Problem}, never an exception.
 */
@NullMarked
package org.keepvip.conf.language;

import org.jspecify.annotations.NullMarked;
