package org.keepvip.linux.netlink;

import java.nio.ByteOrder;
import java.util.List;

/**
 * A program that the kernel runs on each report before it queues it (SO_ATTACH_FILTER, socket(7)).
 *
 * @param instructions struct sock_filter each
 */
record NetlinkFilter(List<Instruction> instructions) {
    private static final int LOAD_OCTET = 0x30;
    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int RETURN = 0x06;
    private static final int ALL = -1;
    /** Of the type's two octets in struct nlmsghdr the less significant one, on a machine of either byte order. */
    private static final int TYPE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 4 : 5;
    /** rtm_protocol in the struct rtmsg behind the header. */
    private static final int PROTOCOL = Messages.HEADER + 5;

    /** One of struct sock_filter: what to do, where to go if so and if not, and with which number. */
    record Instruction(int code, int then, int otherwise, int operand) {}

    /** Lets route messages of that protocol pass, and all that are not about routes. */
    static NetlinkFilter routesOf(int protocol) {
        return new NetlinkFilter(List.of(
                new Instruction(LOAD_OCTET, 0, 0, TYPE),
                new Instruction(JUMP_IF_EQUAL, 1, 0, RouteWriter.RTM_NEWROUTE),
                new Instruction(JUMP_IF_EQUAL, 0, 2, RouteWriter.RTM_DELROUTE),
                new Instruction(LOAD_OCTET, 0, 0, PROTOCOL),
                new Instruction(JUMP_IF_EQUAL, 0, 1, protocol),
                new Instruction(RETURN, 0, 0, ALL),
                new Instruction(RETURN, 0, 0, 0)));
    }
}
