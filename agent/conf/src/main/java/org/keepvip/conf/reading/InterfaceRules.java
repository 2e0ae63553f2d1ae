package org.keepvip.conf.reading;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keepvip.conf.keyword.Draft;
import org.keepvip.conf.keyword.Line;
import org.keepvip.conf.keyword.Problems;
import org.keepvip.conf.keyword.Seconds;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.language.Location;
import org.keepvip.conf.model.Configuration;
import org.keepvip.conf.model.GarpGroup;
import org.keepvip.conf.model.GlobalDefs;
import org.keepvip.conf.model.InterfaceDelay;
import org.keepvip.conf.model.InterfaceName;
import org.keepvip.conf.model.Linkbeat;
import org.keepvip.conf.model.SyncGroup;
import org.keepvip.conf.model.TrackedInterface;
import org.keepvip.conf.model.VrrpInstance;

/** What is said of interfaces outside any instance: pace, debouncing, polling, groups. */
record InterfaceRules(Draft<Configuration> root, GlobalDefs globals, Machine machine, Problems problems) {
    /** The groups that pace something; {@code interface} and {@code interfaces} in one list. */
    List<GarpGroup> garpGroups() {
        Set<InterfaceName> seen = new HashSet<>();
        List<GarpGroup> kept = new ArrayList<>();
        for (Draft<GarpGroup> draft : root.blocks("garp_group", GarpGroup.class)) {
            GarpGroup written = draft.build(Map.of());
            Set<InterfaceName> devices = new LinkedHashSet<>();
            Stream.concat(written.device().stream(), written.devices().stream()).forEach(device -> {
                Location at = draft.at(draft.has("interfaces") ? "interfaces" : "interface");
                if (isNew(device, at, "garp_group", seen)) {
                    devices.add(device);
                }
            });
            if (written.garpInterval().isEmpty() && written.gnaInterval().isEmpty()) {
                leftOut(draft, "neither garp_interval nor gna_interval", "write garp_interval SECONDS");
            } else if (devices.isEmpty()) {
                leftOut(draft, "no interface of its own", "write interfaces { NAME … }");
            } else {
                kept.add(new GarpGroup(
                        written.garpInterval(), written.gnaInterval(), Optional.empty(), List.copyOf(devices)));
            }
        }
        return List.copyOf(kept);
    }

    private void leftOut(Draft<GarpGroup> draft, String lack, String fix) {
        problems.error(Kind.GENERAL, draft.place(), "the garp_group has " + lack + "; it is left out", fix);
    }

    private boolean isNew(InterfaceName device, Location at, String keyword, Set<InterfaceName> seen) {
        exists(device, at, keyword);
        boolean isNew = seen.add(device);
        if (!isNew) {
            problems.error(
                    Kind.GENERAL, at, device + " is already in " + keyword + "; this one is ignored", "remove it");
        }
        return isNew;
    }

    private void exists(InterfaceName device, Location at, String keyword) {
        if (machine.lacks(device)) {
            boolean expected = globals.interfaces().dynamic().isPresent();
            problems.warn(
                    expected ? Kind.ADVICE : Kind.WARNING,
                    at,
                    "there is no interface " + device + " now, which " + keyword + " names",
                    "write the name of an interface that `ip link` shows");
        }
    }

    /** The delays, both filled in; a long delay of down would let the others take over before this node yields. */
    List<InterfaceDelay> delays(List<VrrpInstance> instances) {
        Set<InterfaceName> seen = new HashSet<>();
        List<InterfaceDelay> kept = new ArrayList<>();
        for (Line<InterfaceDelay> line : root.lines("interface_up_down_delays", InterfaceDelay.class)) {
            InterfaceDelay written = line.value();
            if (isNew(written.device(), line.first(), "interface_up_down_delays", seen)) {
                Duration down = down(line, instances);
                kept.add(new InterfaceDelay(
                        written.device(), down, Optional.of(written.up().orElse(written.down()))));
            }
        }
        return List.copyOf(kept);
    }

    private Duration down(Line<InterfaceDelay> line, List<VrrpInstance> instances) {
        Duration down = line.value().down();
        for (VrrpInstance instance : instances) {
            Duration interval = instance.election().interval();
            Duration most = interval.multipliedBy(instance.election().downTimerAdverts() - 1L)
                    .minus(interval.dividedBy(256))
                    .truncatedTo(ChronoUnit.MICROS);
            boolean uses =
                    instance.identity().device().equals(Optional.of(line.value().device()));
            if (uses && !most.isNegative() && down.compareTo(most) > 0) {
                problems.warn(
                        Kind.ADVICE,
                        line.first(),
                        "a delay of down of " + Seconds.text(down) + " s is too long for " + instance.name()
                                + ", whose adverts would be missed first; " + Seconds.text(most) + " s is used",
                        "write " + line.value().device() + " " + Seconds.text(most) + " or less");
                down = most;
            }
        }
        return down;
    }

    /** Warns of interfaces that a group tracks and the machine lacks. */
    void tracked(Draft<SyncGroup> group) {
        for (Line<TrackedInterface> line : group.lines("track_interface", TrackedInterface.class)) {
            exists(line.value().device(), line.first(), "vrrp_sync_group " + group.name());
        }
    }

    /** The interfaces that are polled. */
    List<Linkbeat> linkbeats() {
        Set<InterfaceName> seen = new HashSet<>();
        return root.lines("linkbeat_interfaces", Linkbeat.class).stream()
                .filter(line -> isNew(line.value().device(), line.first(), "linkbeat_interfaces", seen))
                .map(Line::value)
                .toList();
    }
}
