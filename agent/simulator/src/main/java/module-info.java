/** Rehearses: whole clusters of the same election code in virtual time, from a seed. */
module org.keepvip.simulator {
    requires org.keepvip.vrrp;
    requires static org.jspecify;

    exports org.keepvip.simulator;
}
