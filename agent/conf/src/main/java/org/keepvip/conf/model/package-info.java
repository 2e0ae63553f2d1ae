/** The configuration as immutable records; each keyword of keepalived.conf(5) is one annotated component. */
@NullMarked
package org.keepvip.conf.model;

import org.jspecify.annotations.NullMarked;
