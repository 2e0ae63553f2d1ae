/** Decides: packets, election, tracking, address holdings. Pure functions of settings, state, event and time. */
module org.keepvip.vrrp {
    requires transitive org.keepvip.conf;
    requires static transitive org.jspecify;

    exports org.keepvip.vrrp;
    exports org.keepvip.vrrp.bfd;
    exports org.keepvip.vrrp.group;
    exports org.keepvip.vrrp.notice;
    exports org.keepvip.vrrp.packet;
    exports org.keepvip.vrrp.reception;
    exports org.keepvip.vrrp.tracking;
}
