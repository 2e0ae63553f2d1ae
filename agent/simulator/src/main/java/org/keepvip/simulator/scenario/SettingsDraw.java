package org.keepvip.simulator.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.address.Prefix;
import org.keepvip.vrrp.Settings;
import org.keepvip.vrrp.Vip;
import org.keepvip.vrrp.packet.Authentication;
import org.keepvip.vrrp.packet.ChecksumForm;
import org.keepvip.vrrp.packet.Priority;
import org.keepvip.vrrp.packet.Secret;
import org.keepvip.vrrp.packet.Version;
import org.keepvip.vrrp.packet.Vrid;

/** Draws the settings of a cluster's nodes: what must be equal on all of them, and what each has for itself. */
final class SettingsDraw {
    /** The interface that the routers run on. */
    static final String DEVICE = "eth0";
    /** The interface that is tracked, and that some excluded addresses are on. */
    static final String SECOND_DEVICE = "eth1";

    private static final List<Integer> HOSTS = List.of(1, 2, 3, 9, 99, 127, 128, 254);

    private final Dice dice;
    private final int nodes;
    private final Version version;
    private final Family family;
    private final boolean unicast;
    private final List<IpAddress> sources = new ArrayList<>();

    SettingsDraw(Dice dice, int nodes) {
        this.dice = dice;
        this.nodes = nodes;
        this.version = dice.pick(Version.V2, Version.V3, Version.V3);
        this.family = version == Version.V3 && dice.oneIn(2) ? Family.IPV6 : Family.IPV4;
        this.unicast = dice.oneIn(3);
        List<Integer> hosts = new ArrayList<>(HOSTS);
        for (int i = 0; i < nodes; i++) {
            Integer host = dice.pick(hosts);
            hosts.removeIf(host::equals);
            sources.add(Draw.own(family, host));
        }
    }

    List<IpAddress> sources() {
        return Collections.unmodifiableList(sources);
    }

    List<Settings> settings() {
        Duration interval = interval();
        Authentication authentication = authentication();
        List<Integer> priorities = priorities();
        Settings.Addresses addresses = addresses();
        Settings.Announcing announcing = announcing();
        boolean preempt = !dice.oneIn(4);
        Duration preemptDelay = preempt && dice.oneIn(4) ? Duration.ofMillis(dice.between(500, 5000)) : Duration.ZERO;
        int downTimerAdverts = dice.pick(3, 3, 3, 3, 2, 4, 5);
        Duration startupDelay = dice.oneIn(6) ? Duration.ofMillis(dice.between(500, 3000)) : Duration.ZERO;
        boolean oneAnnouncesItsOwnPace = version == Version.V3 && dice.oneIn(8);
        List<Settings> all = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            Settings.Election election = new Settings.Election(
                    new Priority(priorities.get(i)),
                    oneAnnouncesItsOwnPace && i == 0 ? interval.multipliedBy(2) : interval,
                    downTimerAdverts,
                    preempt,
                    preemptDelay,
                    !dice.oneIn(4),
                    dice.oneIn(4),
                    startupDelay);
            all.add(new Settings(
                    "VI_1",
                    Optional.of(DEVICE),
                    Settings.Interfaces.DEVICE,
                    new Vrid(51),
                    family,
                    wire(i, authentication),
                    election,
                    new Settings.Reception(dice.oneIn(8), false, dice.oneIn(2), false),
                    addresses,
                    Settings.Routing.NONE,
                    announcing,
                    tracking(),
                    List.of()));
        }
        return all;
    }

    private Duration interval() {
        return version == Version.V2
                ? Duration.ofSeconds(dice.pick(1, 1, 1, 1, 2, 3))
                : Duration.ofMillis(dice.pick(1000, 1000, 1000, 1000, 1000, 100, 100, 250, 3000));
    }

    private List<Integer> priorities() {
        List<Integer> priorities = new ArrayList<>();
        int kind = dice.below(6);
        for (int i = 0; i < nodes; i++) {
            priorities.add(
                    switch (kind) {
                        case 0 -> 100;
                        case 1 -> i == 0 ? 255 : 100 + 10 * i;
                        case 2 -> i == 0 ? 254 : 1;
                        case 3 -> (int) dice.between(1, 254);
                        case 4 -> i < 2 ? 200 : 100;
                        default -> 100 + 150 * i / nodes;
                    });
        }
        return priorities;
    }

    private Authentication authentication() {
        if (version != Version.V2) {
            return new Authentication.None();
        }
        return switch (dice.below(4)) {
            case 0 -> new Authentication.Password(Secret.of("s3cr3t"));
            case 1 -> new Authentication.AuthenticationHeader(Secret.of("s3cr3t"));
            default -> new Authentication.None();
        };
    }

    private Settings.Wire wire(int node, Authentication authentication) {
        IpAddress group = IpAddress.literal(family == Family.IPV4 ? "224.0.0.18" : "ff02::12");
        Settings.Transport transport =
                unicast ? new Settings.Transport.Unicast(peers(node)) : new Settings.Transport.Multicast(group);
        ChecksumForm form = version == Version.V3 && family == Family.IPV4 && dice.oneIn(3)
                ? ChecksumForm.MESSAGE_ONLY
                : ChecksumForm.PSEUDO_HEADER;
        return new Settings.Wire(version, authentication, form, transport, Optional.empty(), Optional.of(255));
    }

    private List<Settings.Peer> peers(int node) {
        List<Settings.Peer> peers = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            if (i != node) {
                peers.add(new Settings.Peer(sources.get(i), 0, 255));
            }
        }
        return peers;
    }

    private Settings.Addresses addresses() {
        List<Vip> advertised = new ArrayList<>();
        int count = dice.pick(1, 1, 2, 4);
        for (int i = 0; i < count; i++) {
            advertised.add(Vip.of(new Prefix(virtual(i), family == Family.IPV4 ? 24 : 64), DEVICE));
        }
        List<Vip> excluded = new ArrayList<>();
        if (dice.oneIn(4)) {
            excluded.add(Vip.of(Prefix.host(virtual(100)), dice.oneIn(2) ? DEVICE : SECOND_DEVICE));
        }
        return new Settings.Addresses(advertised, excluded, false, false, true);
    }

    /** The virtual address with that number; the first of IPv6 is link-local, as it must be. */
    private IpAddress virtual(int number) {
        if (family == Family.IPV4) {
            return new IpAddress.V4(0x0A630000 | (100 + number));
        }
        return new IpAddress.V6(number == 0 ? 0xFE80_0000_0000_0000L : 0x2001_0DB8_0099_0000L, 0x100 + number);
    }

    private Settings.Announcing announcing() {
        return new Settings.Announcing(
                dice.pick(1, 5),
                Duration.ofSeconds(dice.pick(0, 5)),
                Duration.ofSeconds(dice.pick(0, 0, 60)),
                1,
                Duration.ofSeconds(dice.pick(0, 5)),
                dice.pick(0, 1, 5),
                Duration.ofMillis(dice.pick(0, 0, 1)),
                Duration.ofMillis(dice.pick(0, 0, 1)),
                Settings.Elsewhere.NONE);
    }

    private Settings.Tracking tracking() {
        List<Settings.TrackedInterface> tracked = switch (dice.below(4)) {
            case 0 -> List.of(new Settings.TrackedInterface(SECOND_DEVICE, 0, false));
            case 1 ->
                List.of(new Settings.TrackedInterface(SECOND_DEVICE, (int) dice.between(-120, 120), dice.oneIn(4)));
            default -> List.of();
        };
        return new Settings.Tracking(!dice.oneIn(8), true, tracked, List.of(), Settings.Membership.NONE);
    }
}
