package org.keepvip.daemon;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.model.AddressLine;
import org.keepvip.conf.model.Authentication;
import org.keepvip.conf.model.Command;
import org.keepvip.conf.model.Configuration;
import org.keepvip.conf.model.Garp;
import org.keepvip.conf.model.InterfaceName;
import org.keepvip.conf.model.Notifies;
import org.keepvip.conf.model.RunAs;
import org.keepvip.conf.model.Tracked;
import org.keepvip.conf.model.TrackedInterface;
import org.keepvip.conf.model.Trackers;
import org.keepvip.conf.model.UnicastPeer;
import org.keepvip.conf.model.VrrpInstance;

/** Our effective values, in the paths and words of {@link KeepalivedDump}. */
final class EffectiveValues {
    private final Map<String, String> values = new TreeMap<>();
    private final Configuration configuration;

    private EffectiveValues(Configuration configuration) {
        this.configuration = configuration;
    }

    static Map<String, String> of(Configuration configuration) {
        EffectiveValues effective = new EffectiveValues(configuration);
        effective.globals();
        configuration.instances().forEach(effective::instance);
        effective.groups();
        new EffectiveTrackers(effective.values).put(configuration);
        return effective.values;
    }

    private void globals() {
        String at = "Global definitions/";
        configuration.globals().routerId().ifPresent(id -> values.put(at + "Router ID", id));
        configuration.globals().mail().server().ifPresent(server -> {
            values.put(at + "Smtp server", server.host());
            values.put(at + "Smtp server port", String.valueOf(server.port()));
        });
        list(
                "Static Addresses",
                configuration.staticAddresses().stream()
                        .map(line -> address(
                                        line,
                                        configuration.globals().interfaces().standard())
                                + line.trackGroup()
                                        .map(group -> " track_group " + group)
                                        .orElse(""))
                        .toList());
    }

    private void instance(VrrpInstance instance) {
        String at = "VRRP Instance " + instance.name() + "/";
        VrrpInstance.Election election = instance.election();
        values.put(at + "VRRP Version", String.valueOf(instance.identity().version()));
        values.put(at + "Virtual Router ID", String.valueOf(instance.identity().vrid()));
        values.put(at + "Priority", String.valueOf(election.priority()));
        values.put(at + "Advert interval", interval(instance));
        values.put(at + "Preempt", election.preempt() ? "enabled" : "disabled");
        if (!election.preemptDelay().isZero()) {
            values.put(at + "Preempt delay", seconds(election.preemptDelay()) + " secs");
        }
        values.put(at + "Down timer adverts", String.valueOf(election.downTimerAdverts()));
        values.put(
                at + "Send advert after receive lower priority advert",
                String.valueOf(!election.lowerPriorityNoAdvert()));
        values.put(
                at + "Send advert after receive higher priority advert",
                String.valueOf(election.higherPrioritySendAdvert()));
        values.put(at + "Accept", instance.addresses().accept() ? "enabled" : "disabled");
        values.put(at + "Promote_secondaries", instance.addresses().promoteSecondaries() ? "enabled" : "disabled");
        instance.syncGroup().ifPresent(group -> values.put(at + "Sync group", group));
        garp(at, instance.garp());
        path(at, instance);
        addresses(at, instance);
        authentication(at, instance);
        notifies(at, instance.notifies().states());
        script(at, "Master rx lower pri", instance.notifies().masterRxLowerPri());
        values.put(
                at + "Notify priority changes",
                String.valueOf(instance.notifies().states().priorityChanges()));
        tracked(at, instance);
    }

    private static String interval(VrrpInstance instance) {
        Duration interval = instance.election().interval();
        return instance.identity().version() == 2 ? interval.toSeconds() + " sec" : interval.toMillis() + " milli-sec";
    }

    private void garp(String at, Garp garp) {
        values.put(at + "Gratuitous ARP delay", String.valueOf(garp.delay().toSeconds()));
        values.put(at + "Gratuitous ARP repeat", String.valueOf(garp.repeat()));
        values.put(at + "Gratuitous ARP refresh", String.valueOf(garp.refresh().toSeconds()));
        values.put(at + "Gratuitous ARP refresh repeat", String.valueOf(garp.refreshRepeat()));
        values.put(
                at + "Gratuitous ARP lower priority delay",
                String.valueOf(garp.lowerPriorityDelay().toSeconds()));
        values.put(at + "Gratuitous ARP lower priority repeat", String.valueOf(garp.lowerPriorityRepeat()));
    }

    private void path(String at, VrrpInstance instance) {
        instance.path().source().ifPresent(source -> values.put(at + "Using src_ip", source + " (from configuration)"));
        if (instance.path().peers().isEmpty()) {
            return;
        }
        instance.path().ttl().ifPresent(ttl -> values.put(at + "Unicast TTL", String.valueOf(ttl)));
        values.put(at + "Check unicast src", instance.reception().checkUnicastSource() ? "yes" : "no");
        list(
                at + "Unicast Peer",
                instance.path().peers().stream().map(EffectiveValues::peer).toList());
    }

    private static String peer(UnicastPeer peer) {
        return peer.address() + " min_ttl " + peer.minTtl() + " max_ttl " + peer.maxTtl();
    }

    private void addresses(String at, VrrpInstance instance) {
        InterfaceName device = instance.identity()
                .device()
                .orElse(configuration.globals().interfaces().standard());
        list(
                at + "Virtual IP",
                instance.addresses().advertised().stream()
                        .map(line -> address(line, device))
                        .toList());
        list(
                at + "Virtual IP Excluded",
                instance.addresses().excluded().stream()
                        .map(line -> address(line, device))
                        .toList());
    }

    private static String address(AddressLine line, InterfaceName device) {
        int full = line.family() == Family.IPV4 ? 32 : 128;
        String prefix = line.address().length() == full
                ? line.address().address().toString()
                : line.address().toString();
        return prefix
                + line.broadcast()
                        .map(_ -> " brd " + EffectiveText.broadcast(line))
                        .orElse("")
                + " dev " + line.device().orElse(device).name()
                + " scope " + EffectiveText.scope(line.scope())
                + line.label().map(label -> " label " + label).orElse("")
                + (line.duplicateAddressDetection() && line.family() == Family.IPV6 ? " -nodad" : "")
                + (line.noprefixroute() ? " noprefixroute" : "")
                + lifetime(line);
    }

    private static String lifetime(AddressLine line) {
        if (line.family() == Family.IPV4) {
            return "";
        }
        return line.deprecated() ? " deprecated" : " preferred_lft forever";
    }

    private void authentication(String at, VrrpInstance instance) {
        if (instance.identity().version() != 2) {
            return;
        }
        Optional<Authentication.Type> type = instance.authentication().flatMap(Authentication::type);
        values.put(
                at + "Authentication type",
                type.map(kind -> switch (kind) {
                            case PASS -> "SIMPLE_PASSWORD";
                            case AH -> "IPSEC_AH";
                        })
                        .orElse("none"));
    }

    private void notifies(String at, Notifies notifies) {
        script(at, "Backup", notifies.backup());
        script(at, "Master", notifies.master());
        script(at, "Fault", notifies.fault());
        script(at, "Stop", notifies.stop());
        script(at, "Generic", notifies.any());
        values.put(at + "Using smtp notification", notifies.mail() ? "yes" : "no");
    }

    private void script(String at, String state, Optional<Command> command) {
        command.ifPresent(run -> values.put(
                at + state + " state transition script",
                EffectiveText.command(run) + ", uid:gid "
                        + run.runAs().map(RunAs::user).map(EffectiveText::ids).orElse("0:0")));
    }

    /** What the instance tracks itself: keepalived's dump has a group's trackers with the group alone. */
    private void tracked(String at, VrrpInstance instance) {
        Trackers trackers = instance.tracking().trackers();
        Set<String> ofGroup = configuration.syncGroups().stream()
                .filter(group -> group.members().contains(instance.name()))
                .flatMap(group -> names(group.trackers()))
                .collect(Collectors.toSet());
        list(
                at + "Tracked interfaces",
                trackers.interfaces().stream()
                        .filter(line -> !ofGroup.contains(line.device().name()))
                        .map(EffectiveValues::tracked)
                        .toList());
        list(at + "Tracked scripts", lines(trackers.scripts(), ofGroup, " weight "));
        list(at + "Tracked files", lines(trackers.files(), ofGroup, ", weight "));
        list(at + "Tracked processes", lines(trackers.processes(), ofGroup, ", weight "));
        list(at + "Tracked BFDs", lines(trackers.bfds(), ofGroup, ": weight "));
    }

    private static Stream<String> names(Trackers trackers) {
        return Stream.concat(
                trackers.interfaces().stream().map(line -> line.device().name()),
                Stream.of(trackers.scripts(), trackers.files(), trackers.processes(), trackers.bfds())
                        .flatMap(List::stream)
                        .map(Tracked::name));
    }

    private static List<String> lines(List<Tracked> trackers, Set<String> without, String before) {
        return trackers.stream()
                .filter(tracker -> !without.contains(tracker.name()))
                .map(tracker -> tracker.name() + before + tracker.weight() + (tracker.reverse() ? " reverse" : ""))
                .toList();
    }

    private static String tracked(TrackedInterface line) {
        return line.device().name() + " weight " + line.weight() + (line.reverse() ? " reverse" : "");
    }

    private void groups() {
        configuration.syncGroups().forEach(group -> {
            String at = "VRRP Sync Group " + group.name() + "/";
            list(at + "VRRP member instances", group.members());
            notifies(at, group.notifies());
        });
        configuration
                .trackGroups()
                .forEach(group ->
                        list("Static Track Group " + group.name() + "/VRRP member instances", group.members()));
    }

    private void list(String path, List<String> lines) {
        if (!lines.isEmpty()) {
            values.put(path, lines.stream().collect(Collectors.joining("; ")));
        }
    }

    private static String seconds(Duration duration) {
        return duration.toNanosPart() == 0
                ? String.valueOf(duration.toSeconds())
                : String.valueOf(duration.toMillis() / 1000.0);
    }
}
