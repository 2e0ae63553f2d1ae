package org.keepvip.vrrp;

/**
 * A network interface as the kernel reports it.
 *
 * @param present it exists
 * @param adminUp IFF_UP
 * @param running IFF_RUNNING: it has a carrier
 * @param mtu octets
 */
public record Link(boolean present, boolean adminUp, boolean running, int mtu) {
    /** No interface has that name. */
    public static final Link ABSENT = new Link(false, false, false, 0);

    /** keepalived's notion of up: IFF_UP and IFF_RUNNING. */
    public boolean isUp() {
        return present && adminUp && running;
    }
}
