/** rtnetlink(7): links and addresses, read, watched and changed. */
@NullMarked
package org.keepvip.linux.netlink;

import org.jspecify.annotations.NullMarked;
