package org.keepvip.vrrp;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.address.Prefix;
import org.keepvip.vrrp.packet.Authentication;
import org.keepvip.vrrp.packet.ChecksumForm;
import org.keepvip.vrrp.packet.Priority;
import org.keepvip.vrrp.packet.Version;
import org.keepvip.vrrp.packet.Vrid;
import org.keepvip.vrrp.tracking.Influence;
import org.keepvip.vrrp.tracking.Tracker;

/** Settings of a test's router, written as words: {@code priority=150 nopreempt vips=10.0.0.100/24}. */
record Router(Map<String, String> words) {
    private static final String KNOWN =
            "version priority interval adverts preempt delay answer last-word startup device"
                    + " source unicast vips excluded untracked repeat second refresh refresh-repeat lower garp-interval gna-interval"
                    + " deaf-owner track trackers group track-groups name no-track-own track-source not-served auth routes rules";

    static Router of(String text) {
        return new Router(Map.of()).with(text);
    }

    Router with(String text) {
        Map<String, String> more = new TreeMap<>(words);
        for (String word : text.strip().split("\\s+", -1)) {
            if (word.isEmpty()) {
                continue;
            }
            int equals = word.indexOf('=');
            String key = equals < 0 ? word : word.substring(0, equals);
            if (!List.of(KNOWN.split(" ", -1)).contains(key)) {
                throw new IllegalArgumentException("unknown setting " + key);
            }
            more.put(key, equals < 0 ? "yes" : word.substring(equals + 1));
        }
        return new Router(more);
    }

    Settings settings() {
        List<Vip> advertised = vips("vips", "10.0.0.100/24");
        return new Settings(
                word("name", "VI_1"),
                word("device", "eth0").equals("none") ? Optional.empty() : Optional.of(word("device", "eth0")),
                Settings.Interfaces.DEVICE,
                new Vrid(51),
                family(advertised),
                wire(),
                election(),
                new Settings.Reception(false, false, false, words.containsKey("deaf-owner")),
                new Settings.Addresses(advertised, vips("excluded", ""), advertised.isEmpty(), false, true),
                RoutingWords.settings(list("routes"), list("rules")),
                announcing(),
                tracking(),
                list("not-served"));
    }

    private static Family family(List<Vip> advertised) {
        return advertised.isEmpty()
                ? Family.IPV4
                : advertised.getFirst().address().family();
    }

    private Settings.Wire wire() {
        Settings.Transport transport = words.containsKey("unicast")
                ? new Settings.Transport.Unicast(list("unicast").stream()
                        .map(peer -> new Settings.Peer(IpAddress.literal(peer), 0, 255))
                        .toList())
                : new Settings.Transport.Multicast(IpAddress.literal("224.0.0.18"));
        return new Settings.Wire(
                word("version", "3").equals("2") ? Version.V2 : Version.V3,
                new Authentication.None(),
                ChecksumForm.PSEUDO_HEADER,
                transport,
                Optional.ofNullable(words.get("source")).map(IpAddress::literal),
                Optional.empty());
    }

    private Settings.Election election() {
        return new Settings.Election(
                new Priority(Integer.parseInt(word("priority", "100"))),
                seconds(word("interval", "1")),
                Integer.parseInt(word("adverts", "3")),
                !word("preempt", "yes").equals("no"),
                seconds(word("delay", "0")),
                !word("answer", "yes").equals("no"),
                words.containsKey("last-word"),
                seconds(word("startup", "0")));
    }

    private Settings.Announcing announcing() {
        return new Settings.Announcing(
                Integer.parseInt(word("repeat", "1")),
                seconds(word("second", "0")),
                seconds(word("refresh", "0")),
                Integer.parseInt(word("refresh-repeat", "1")),
                seconds(word("second", "0")),
                Integer.parseInt(word("lower", "1")),
                seconds(word("garp-interval", "0")),
                seconds(word("gna-interval", "0")),
                elsewhere());
    }

    private Settings.Elsewhere elsewhere() {
        return new Settings.Elsewhere(
                seconds(word("elsewhere", "0")), word("elsewhere-all", "no").equals("yes"));
    }

    private Settings.Tracking tracking() {
        List<Settings.TrackedInterface> tracked = new ArrayList<>();
        for (String item : list("track")) {
            String[] parts = item.split(":", -1);
            int weight = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
            tracked.add(new Settings.TrackedInterface(parts[0], weight, parts.length > 2));
        }
        return new Settings.Tracking(
                !words.containsKey("no-track-own"),
                words.containsKey("track-source"),
                tracked,
                list("trackers").stream().map(Router::influence).toList(),
                new Settings.Membership(
                        Optional.ofNullable(words.get("group")).filter(group -> !group.equals("none")),
                        Set.copyOf(list("track-groups"))));
    }

    /** {@code script/chk}, {@code script/chk:-20} or {@code file/load:1:reverse}. */
    private static Influence influence(String item) {
        String[] parts = item.split(":", -1);
        return new Influence(tracker(parts[0]), parts.length > 1 ? Integer.parseInt(parts[1]) : 0, parts.length > 2);
    }

    /** {@code script/chk}. */
    static Tracker tracker(String item) {
        String[] parts = item.split("/", -1);
        return new Tracker(Tracker.Kind.valueOf(parts[0].toUpperCase(Locale.ROOT)), parts[1]);
    }

    private List<Vip> vips(String key, String unset) {
        List<Vip> vips = new ArrayList<>();
        for (String item : word(key, unset).split(",", -1)) {
            if (!item.isEmpty() && !item.equals("none")) {
                vips.addAll(vips(item));
            }
        }
        return List.copyOf(vips);
    }

    /** {@code 10.0.0.100/24}, {@code 10.0.0.100/24@eth1}, or {@code 10.1.0.0/32*200} for that many from there. */
    private List<Vip> vips(String item) {
        String[] at = item.split("@", -1);
        String[] many = at[0].split("\\*", -1);
        String[] prefix = many[0].split("/", -1);
        IpAddress first = IpAddress.literal(prefix[0]);
        int count = many.length > 1 ? Integer.parseInt(many[1]) : 1;
        List<Vip> vips = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            IpAddress address = i == 0 ? first : new IpAddress.V4(((IpAddress.V4) first).bits() + i);
            Prefix whole = new Prefix(address, Integer.parseInt(prefix[1]));
            Vip vip = Vip.of(whole, at.length > 1 ? at[1] : word("device", "eth0"));
            boolean tracked = !list("untracked").contains(address.toString());
            vips.add(new Vip(
                    vip.address(),
                    vip.device(),
                    vip.broadcast(),
                    vip.label(),
                    vip.scope(),
                    vip.peer(),
                    vip.flags(),
                    vip.deprecated(),
                    tracked));
        }
        return vips;
    }

    private List<String> list(String key) {
        return Arrays.stream(word(key, "").split(",", -1))
                .filter(item -> !item.isEmpty() && !item.equals("none"))
                .toList();
    }

    private String word(String key, String unset) {
        return words.getOrDefault(key, unset);
    }

    static Duration seconds(String text) {
        String number = text.endsWith("s") ? text.substring(0, text.length() - 1) : text;
        return Duration.ofNanos(new BigDecimal(number).movePointRight(9).longValueExact());
    }
}
