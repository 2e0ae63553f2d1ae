package org.keepvip.linux.netlink;

import org.jspecify.annotations.Nullable;

/** Reads link and address messages. A message that makes no sense, or is of another kind, reads as null. */
final class RouteReader {
    static final int RTM_NEWLINK = 16;
    static final int RTM_DELLINK = 17;
    static final int RTM_NEWADDR = 20;
    static final int RTM_DELADDR = 21;

    private RouteReader() {}

    /** The message under the cursor. */
    static @Nullable RouteEvent event(Messages message) {
        return switch (message.type()) {
            case RTM_NEWLINK -> {
                Link link = LinkReader.read(message.buffer(), message.body(), message.end());
                yield link == null ? null : new RouteEvent.LinkChanged(link);
            }
            case RTM_DELLINK -> {
                Link link = LinkReader.read(message.buffer(), message.body(), message.end());
                yield link == null ? null : new RouteEvent.LinkRemoved(link);
            }
            case RTM_NEWADDR -> {
                InterfaceAddress address = AddressReader.read(message.buffer(), message.body(), message.end());
                yield address == null ? null : new RouteEvent.AddressChanged(address);
            }
            case RTM_DELADDR -> {
                InterfaceAddress address = AddressReader.read(message.buffer(), message.body(), message.end());
                yield address == null ? null : new RouteEvent.AddressRemoved(address);
            }
            case Messages.NLMSG_OVERRUN -> new RouteEvent.Overrun();
            default -> null;
        };
    }
}
