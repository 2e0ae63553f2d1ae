/** Wires: the event loop, the effects of the election's actions, signals, logs, the control socket and the command line. */
module org.keepvip.daemon {
    requires com.fasterxml.jackson.core;
    requires io.netty.common;
    requires io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires io.netty.transport.unix.common;
    requires jdk.net;
    requires jdk.unsupported;
    requires org.apache.commons.net;
    requires org.keepvip.conf;
    requires org.keepvip.ctl;
    requires org.keepvip.linux;
    requires org.keepvip.vrrp;
    requires static org.jspecify;
}
