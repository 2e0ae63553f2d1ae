package org.keepvip.simulator.world;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.simulator.scenario.Dice;
import org.keepvip.vrrp.Rejection;
import org.keepvip.vrrp.Settings;
import org.keepvip.vrrp.State;
import org.keepvip.vrrp.packet.Advertisement;
import org.keepvip.vrrp.packet.AdvertisementTemplate;
import org.keepvip.vrrp.packet.Authentication;
import org.keepvip.vrrp.packet.Envelope;
import org.keepvip.vrrp.packet.Priority;
import org.keepvip.vrrp.packet.Version;
import org.keepvip.vrrp.packet.Vrid;

/** A stranger on the LAN who sends what no router may heed, in the name of one of them. */
public final class Garbage {
    private static final int IPV4_HEADER = 20;

    private final World world;
    private final Dice dice;

    Garbage(World world, Dice dice) {
        this.world = world;
        this.dice = dice;
    }

    /** An address that is nobody's. */
    public static IpAddress stranger(Family family) {
        return IpAddress.literal(family == Family.IPV4 ? "192.0.2.99" : "fe80::9999");
    }

    /** Sends one broken advert to every node. */
    void throwOne() {
        Node feigned = dice.pick(world.nodes());
        Settings settings = feigned.agent().settings();
        int kind = dice.below(9);
        int priority = dice.pick(0, 1, 254, 255);
        Rejection why = dice.pick(Rejection.values());
        for (Node node : world.nodes()) {
            IpAddress destination = switch (settings.wire().transport()) {
                case Settings.Transport.Multicast(IpAddress group) -> group;
                case Settings.Transport.Unicast _ -> node.address();
            };
            IpAddress from = kind == 0 || node == feigned ? node.address() : feigned.address();
            Frame frame = world.scenario().objects()
                    ? spared(kind, node, from, why)
                    : broken(kind, settings, from, destination, new Priority(priority));
            world.network().inject(node, frame);
        }
    }

    /** Without the receive checks a MASTER may hear itself; a BACKUP would be right to believe it. */
    private static Frame spared(int kind, Node node, IpAddress from, Rejection why) {
        return kind == 0 && node.agent().state().role() instanceof State.Role.Master master
                ? new Frame.Spared(from, master.pulse().advertisement())
                : new Frame.Broken(from, why);
    }

    /** Kind 0 differs from a genuine advert only in coming from the receiver's own address, which is not told here. */
    private Frame broken(int kind, Settings settings, IpAddress from, IpAddress to, Priority priority) {
        Advertisement said = said(settings, priority, settings.election().interval());
        Envelope envelope = new Envelope(from, to, 255);
        return switch (kind) {
            case 0 -> frame(envelope, octets(settings, said, envelope));
            case 1 -> frame(envelope, shortened(octets(settings, said, envelope)));
            case 2 -> frame(envelope, lengthened(octets(settings, said, envelope), settings.family()));
            case 3 -> frame(envelope, octets(settings, said(settings, priority, badInterval(settings)), envelope));
            case 4 -> frame(envelope, octets(settings, withVrid(said), envelope));
            case 5 -> frame(envelope, octets(settings, withoutAddresses(said), envelope));
            case 6 -> fromAfar(settings, said, from, to);
            default -> frame(envelope, flipped(octets(settings, said, envelope), settings.family()));
        };
    }

    private static Frame frame(Envelope envelope, byte[] octets) {
        return new Frame.Octets(envelope, octets, false);
    }

    private static byte[] octets(Settings settings, Advertisement advertisement, Envelope envelope) {
        Settings.Wire wire = settings.wire();
        // Who has the key of an authentication header could do worse; the stranger has none.
        Authentication authentication = wire.authentication() instanceof Authentication.AuthenticationHeader
                ? new Authentication.None()
                : wire.authentication();
        return AdvertisementTemplate.of(advertisement, authentication, wire.checksumForm(), envelope)
                .octets(1, 1)
                .clone();
    }

    private static Advertisement said(Settings settings, Priority priority, Duration interval) {
        List<IpAddress> addresses = settings.addresses().advertised().stream()
                .map(vip -> vip.address().address())
                .toList();
        return new Advertisement(settings.wire().version(), settings.vrid(), priority, interval, addresses);
    }

    private static Duration badInterval(Settings settings) {
        return settings.wire().version() == Version.V2
                ? settings.election().interval().plusSeconds(1)
                : Duration.ZERO;
    }

    private static Advertisement withVrid(Advertisement said) {
        return new Advertisement(said.version(), new Vrid(52), said.priority(), said.interval(), said.addresses());
    }

    private static Advertisement withoutAddresses(Advertisement said) {
        return new Advertisement(said.version(), said.vrid(), said.priority(), said.interval(), List.of());
    }

    private byte[] shortened(byte[] octets) {
        return Arrays.copyOf(octets, dice.below(octets.length));
    }

    /** Four octets more than the address count says, and on IPv4 the packet says so: what is beyond it would be padding. */
    private static byte[] lengthened(byte[] octets, Family family) {
        byte[] longer = Arrays.copyOf(octets, octets.length + 4);
        if (family == Family.IPV4) {
            ByteBuffer packet = ByteBuffer.wrap(longer);
            packet.putShort(2, (short) longer.length).putShort(10, (short) 0);
            int sum = 0;
            for (int at = 0; at < IPV4_HEADER; at += 2) {
                sum += packet.getShort(at) & 0xFFFF;
            }
            packet.putShort(10, (short) ~((sum & 0xFFFF) + (sum >>> 16)));
        }
        return longer;
    }

    /** Multicast that crossed a router, or unicast from nobody's peer. */
    private static Frame fromAfar(Settings settings, Advertisement said, IpAddress from, IpAddress to) {
        boolean unicast = settings.wire().transport() instanceof Settings.Transport.Unicast;
        Envelope envelope = new Envelope(unicast ? stranger(settings.family()) : from, to, unicast ? 255 : 254);
        return frame(envelope, octets(settings, said, envelope));
    }

    /** One bit of the advert is wrong, but for the VRID, which would make it another router's affair. */
    private byte[] flipped(byte[] octets, Family family) {
        int header = family == Family.IPV4 ? IPV4_HEADER : 0;
        int at = (int) dice.between(header + 2, octets.length - 1);
        octets[at] ^= (byte) (1 << dice.below(8));
        return octets;
    }
}
