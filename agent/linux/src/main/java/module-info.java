/** Touches the kernel: libc, netlink, raw and packet sockets, clocks. The only room with java.lang.foreign; knows nothing of VRRP. */
module org.keepvip.linux {
    requires static transitive org.jspecify;

    exports org.keepvip.linux;
    exports org.keepvip.linux.file;
    exports org.keepvip.linux.netlink;
    exports org.keepvip.linux.process;
    exports org.keepvip.linux.socket;
    exports org.keepvip.linux.time;
}
