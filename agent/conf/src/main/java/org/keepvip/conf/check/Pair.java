package org.keepvip.conf.check;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.keyword.Problems;
import org.keepvip.conf.keyword.Seconds;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.model.Authentication;
import org.keepvip.conf.model.Password;
import org.keepvip.conf.model.UnicastPeer;
import org.keepvip.conf.model.VrrpInstance;

/** The same virtual router on two nodes. */
record Pair(Side one, Side other, Problems problems) {
    private static final String BOTH_MASTER = "neither accepts the other's adverts, so that both become MASTER";

    void compare() {
        if (differ(
                        "virtual_router_id",
                        one.instance().identity().vrid(),
                        other.instance().identity().vrid())
                || differ(
                        "version",
                        one.instance().identity().version(),
                        other.instance().identity().version())) {
            return;
        }
        interval();
        authentication();
        addresses();
        priorities();
        transport();
        checksum();
    }

    /** Whether it differs; then a problem says that both become MASTER. */
    private boolean differ(String keyword, Object here, Object there) {
        if (here.equals(there)) {
            return false;
        }
        error(
                keyword,
                keyword + " is " + there + ", but " + here + " in " + one.at(keyword) + ": " + BOTH_MASTER,
                "write the same " + keyword + " on all nodes");
        return true;
    }

    private void interval() {
        Duration here = one.instance().election().interval();
        Duration there = other.instance().election().interval();
        if (here.equals(there)) {
            return;
        }
        String differs = "advert_int is " + Seconds.text(there) + " s, but " + Seconds.text(here) + " s in "
                + one.at("advert_int");
        if (one.instance().identity().version() == 2) {
            error("advert_int", differs + ": " + BOTH_MASTER, "write the same advert_int on all nodes");
        } else {
            warn(
                    "advert_int",
                    differs + ": each node learns the MASTER's, and the time to take over changes with the MASTER",
                    "write the same advert_int on all nodes");
        }
    }

    private void authentication() {
        Optional<Authentication> here = one.instance().authentication();
        Optional<Authentication> there = other.instance().authentication();
        String hereType = type(here);
        String thereType = type(there);
        if (hereType.equals(thereType) && Arrays.equals(octets(here), octets(there))) {
            return;
        }
        String what = hereType.equals(thereType)
                ? "auth_pass is another than in " + one.at("authentication")
                : "authentication is " + thereType + ", but " + hereType + " in " + one.at("authentication");
        error("authentication", what + ": " + BOTH_MASTER, "write the same authentication on all nodes");
    }

    private static String type(Optional<Authentication> authentication) {
        return authentication.flatMap(Authentication::type).map(Enum::name).orElse("none");
    }

    private static byte[] octets(Optional<Authentication> authentication) {
        return authentication
                .flatMap(Authentication::password)
                .map(Password::octets)
                .orElse(new byte[0]);
    }

    private void addresses() {
        Set<IpAddress> here = list(one.instance());
        Set<IpAddress> there = list(other.instance());
        String missing = without(here, there);
        String surplus = without(there, here);
        if (missing.isEmpty() && surplus.isEmpty()) {
            return;
        }
        error(
                "virtual_ipaddress",
                "virtual_ipaddress" + (missing.isEmpty() ? "" : " lacks " + missing)
                        + (missing.isEmpty() || surplus.isEmpty() ? "" : " and")
                        + (surplus.isEmpty() ? "" : " has " + surplus + " besides")
                        + ", compared with " + one.at("virtual_ipaddress")
                        + ": keepalived up to 2.3.2 refuses such adverts, so that both become MASTER",
                "write the same virtual_ipaddress on all nodes");
    }

    private static Set<IpAddress> list(VrrpInstance instance) {
        return instance.addresses().advertised().stream()
                .map(line -> line.address().address())
                .collect(Collectors.toSet());
    }

    private static String without(Set<IpAddress> all, Set<IpAddress> some) {
        Set<IpAddress> rest = new HashSet<>(all);
        rest.removeAll(some);
        return rest.stream().sorted().map(IpAddress::toString).collect(Collectors.joining(", "));
    }

    private void priorities() {
        int here = one.instance().election().priority();
        if (here != other.instance().election().priority()) {
            return;
        }
        if (here == 255) {
            error(
                    "priority",
                    "priority 255 is the owner's, and " + one.at("priority") + " has it too: both start as MASTER",
                    "write a priority of at most 254 on all nodes but one");
        } else {
            warn(
                    "priority",
                    "priority " + here + " is the same as in " + one.at("priority")
                            + ": the larger source address decides",
                    "write different priorities");
        }
    }

    private void transport() {
        Optional<IpAddress> here = one.instance().path().group();
        Optional<IpAddress> there = other.instance().path().group();
        if (here.isPresent() != there.isPresent()) {
            String way = there.isPresent() ? "multicast, but unicast in " : "unicast, but multicast in ";
            error(
                    "unicast_peer",
                    "adverts go by " + way + one.at("unicast_peer") + ": " + BOTH_MASTER,
                    "write unicast_peer on all nodes or on none");
        } else if (!here.equals(there)) {
            error(
                    "mcast_dst_ip",
                    "adverts go to " + text(there) + ", but to " + text(here) + " in " + one.at("mcast_dst_ip") + ": "
                            + BOTH_MASTER,
                    "write the same group on all nodes");
        } else if (here.isEmpty()) {
            lists(one, other);
            lists(other, one);
        }
        source();
    }

    private static String text(Optional<IpAddress> address) {
        return address.map(IpAddress::toString).orElse("nobody");
    }

    /** Whether one side sends its adverts to the address that the other listens on. */
    private void lists(Side sender, Side receiver) {
        List<IpAddress> peers = sender.instance().path().peers().stream()
                .map(UnicastPeer::address)
                .toList();
        receiver.instance()
                .path()
                .source()
                .filter(source -> !peers.contains(source))
                .ifPresent(source -> problems.error(
                        Kind.ADVICE,
                        sender.at("unicast_peer"),
                        "unicast_peer does not list " + source + ", the source address in "
                                + receiver.at("unicast_src_ip") + ": that node hears nothing from this one",
                        "add " + source));
    }

    private void source() {
        Optional<IpAddress> source = other.instance().path().source();
        if (source.isPresent() && source.equals(one.instance().path().source())) {
            String keyword =
                    other.node().source(other.instance()).has("unicast_src_ip") ? "unicast_src_ip" : "mcast_src_ip";
            error(
                    keyword,
                    "the source address " + source.get() + " is also that of " + one.at(keyword),
                    "write each node's own address");
        }
    }

    private void checksum() {
        if (one.instance().identity().version() == 3) {
            differ(
                    "v3_checksum_as_v2",
                    onOff(one.instance().path().checksumWithoutPseudoHeader()),
                    onOff(other.instance().path().checksumWithoutPseudoHeader()));
        }
    }

    private static String onOff(boolean value) {
        return value ? "on" : "off";
    }

    private void error(String keyword, String message, String fix) {
        problems.error(Kind.ADVICE, other.at(keyword), message, fix);
    }

    private void warn(String keyword, String message, String fix) {
        problems.warn(Kind.ADVICE, other.at(keyword), message, fix);
    }
}
