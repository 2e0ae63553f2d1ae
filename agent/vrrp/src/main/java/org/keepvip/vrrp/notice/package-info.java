/** What is told of routers and groups to those who asked to be notified. */
@NullMarked
package org.keepvip.vrrp.notice;

import org.jspecify.annotations.NullMarked;
