package org.keepvip.simulator.world;

import org.keepvip.conf.address.IpAddress;
import org.keepvip.vrrp.Rejection;
import org.keepvip.vrrp.packet.Advertisement;
import org.keepvip.vrrp.packet.Envelope;

/** What travels between nodes. */
sealed interface Frame {
    /** The IP source. */
    IpAddress source();

    /** A datagram as it is on the wire; it stands for itself alone, equal octets or not. */
    final class Octets implements Frame {
        private final Envelope envelope;
        private final byte[] octets;
        private final boolean genuine;

        /**
         * A datagram.
         *
         * @param octets for IPv4 the whole packet, for IPv6 the payload; not copied
         * @param genuine an agent sent it; otherwise no router may accept it
         */
        Octets(Envelope envelope, byte[] octets, boolean genuine) {
            this.envelope = envelope;
            this.octets = octets;
            this.genuine = genuine;
        }

        @Override
        public IpAddress source() {
            return envelope.source();
        }

        IpAddress destination() {
            return envelope.destination();
        }

        int hopLimit() {
            return envelope.ttl();
        }

        /** Not a copy: whoever reads leaves it as it is. */
        byte[] octets() {
            return octets;
        }

        boolean isGenuine() {
            return genuine;
        }
    }

    /** An advert that was never encoded, for speed. */
    record Spared(IpAddress source, Advertisement advertisement) implements Frame {}

    /** A broken advert that was never encoded, and what the receive checks would say. */
    record Broken(IpAddress source, Rejection why) implements Frame {}
}
