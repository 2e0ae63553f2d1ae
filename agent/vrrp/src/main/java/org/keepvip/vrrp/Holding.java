package org.keepvip.vrrp;

import java.util.Set;

/** Something that is put into the kernel and is to stay there for as long as it is wanted. */
public sealed interface Holding permits Vip, RoutingEntry {
    /** Whether its removal by somebody else is answered. */
    boolean tracked();

    /** The interfaces that it names. */
    Set<String> devices();

    /** As a log names it. */
    String caption();
}
