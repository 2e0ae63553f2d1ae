/** The wire: adverts, their authentication and checksums, gratuitous ARP and neighbour advertisements. */
@NullMarked
package org.keepvip.vrrp.packet;

import org.jspecify.annotations.NullMarked;
