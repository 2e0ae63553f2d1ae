package org.keepvip.daemon.agent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.vrrp.Settings;
import org.keepvip.vrrp.Vip;
import org.keepvip.vrrp.VirtualInterface;
import org.keepvip.vrrp.packet.Vrid;

/** Which routers run, and who is concerned by what. */
final class Roster {
    private final List<RunningRouter> routers = new ArrayList<>();
    /** Slots below are the agent's own. */
    private static final int FIRST_SLOT = 4;

    /** By slot. */
    private final List<@Nullable RunningRouter> slots = new ArrayList<>();

    private final Map<Vip.Key, List<RunningRouter>> holders = new HashMap<>();
    private final Map<IpAddress, Integer> virtual = new HashMap<>();
    private final Map<RunningRouter, Set<String>> dependencies = new HashMap<>();

    /** What makes a router the same one under other settings; its name does not. */
    private record Identity(
            Vrid vrid,
            Family family,
            Optional<String> device,
            Optional<VirtualInterface.Form> form,
            Optional<IpAddress> source,
            String way) {
        static Identity of(Settings settings) {
            Optional<VirtualInterface.Form> form = settings.interfaces().own().map(VirtualInterface::form);
            return switch (settings.wire().transport()) {
                case Settings.Transport.Multicast(IpAddress group) ->
                    new Identity(
                            settings.vrid(),
                            settings.family(),
                            settings.device(),
                            form,
                            Optional.empty(),
                            group.toString());
                case Settings.Transport.Unicast _ ->
                    new Identity(
                            settings.vrid(),
                            settings.family(),
                            settings.device(),
                            form,
                            settings.wire().source(),
                            "unicast");
            };
        }
    }

    /** From the routers that run to those that should. */
    record Difference(List<RunningRouter> gone, Map<RunningRouter, Settings> changed, List<Settings> added) {}

    Roster() {
        for (int slot = 0; slot < FIRST_SLOT; slot++) {
            slots.add(null);
        }
    }

    /** All routers in the order of their configuration; not to be kept across a change. */
    List<RunningRouter> routers() {
        return routers;
    }

    RunningRouter at(int slot) {
        RunningRouter router = slots.get(slot);
        if (router == null) {
            throw new IllegalStateException("slot " + slot + " has no router and a deadline");
        }
        return router;
    }

    /** Adds the router that {@code made} makes for a slot. */
    RunningRouter add(IntFunction<RunningRouter> made) {
        int slot = FIRST_SLOT;
        while (slot < slots.size() && slots.get(slot) != null) {
            slot++;
        }
        RunningRouter router = made.apply(slot);
        if (slot == slots.size()) {
            slots.add(router);
        } else {
            slots.set(slot, router);
        }
        routers.add(router);
        index(router);
        return router;
    }

    void remove(RunningRouter router) {
        unindex(router);
        routers.remove(router);
        slots.set(router.slot(), null);
    }

    /** Lets {@code change} change the router's settings. */
    void change(RunningRouter router, Runnable change) {
        unindex(router);
        change.run();
        index(router);
    }

    private void index(RunningRouter router) {
        for (Vip vip : router.settings().addresses().all()) {
            holders.computeIfAbsent(vip.key(), _ -> new ArrayList<>()).add(router);
            virtual.merge(vip.address().address(), 1, Integer::sum);
        }
        dependencies.put(router, dependencies(router.settings()));
    }

    private void unindex(RunningRouter router) {
        for (Vip vip : router.settings().addresses().all()) {
            List<RunningRouter> present = holders.getOrDefault(vip.key(), new ArrayList<>());
            present.remove(router);
            if (present.isEmpty()) {
                holders.remove(vip.key());
            }
            virtual.computeIfPresent(vip.address().address(), (_, count) -> count == 1 ? null : count - 1);
        }
        dependencies.remove(router);
    }

    /** The routers that hold the address as MASTER. */
    List<RunningRouter> holders(Vip.Key key) {
        return holders.getOrDefault(key, List.of());
    }

    /** Whether some router holds the address, so that none sends from it. */
    boolean isVirtual(IpAddress address) {
        return virtual.containsKey(address);
    }

    /** The links that a router so configured is told of. */
    static Set<String> dependencies(Settings settings) {
        Set<String> names = new LinkedHashSet<>();
        settings.device().ifPresent(names::add);
        settings.tracking().interfaces().forEach(tracked -> names.add(tracked.name()));
        settings.addresses().all().forEach(vip -> names.add(vip.device()));
        names.addAll(settings.routing().devices());
        settings.interfaces().vrf().ifPresent(names::add);
        for (VirtualInterface virtual : settings.interfaces().virtual()) {
            names.add(virtual.name());
            names.add(virtual.base());
        }
        return names;
    }

    /** The links the router is told of. */
    Set<String> dependencies(RunningRouter router) {
        return dependencies.getOrDefault(router, Set.of());
    }

    boolean dependsOn(RunningRouter router, String link) {
        return dependencies(router).contains(link);
    }

    /** What {@code wanted} asks to be changed. */
    Difference difference(List<Settings> wanted) {
        Map<Identity, List<RunningRouter>> left = new HashMap<>();
        for (RunningRouter router : routers) {
            left.computeIfAbsent(Identity.of(router.settings()), _ -> new ArrayList<>())
                    .add(router);
        }
        Map<Settings, RunningRouter> kept = new HashMap<>();
        // Of several unicast routers that differ in their peers alone, each keeps to those it has.
        keep(wanted, left, kept, (one, other) -> !Collections.disjoint(one.peers(), other.peers()));
        keep(wanted, left, kept, (_, _) -> true);
        Map<RunningRouter, Settings> changed = new LinkedHashMap<>();
        List<Settings> added = new ArrayList<>();
        for (Settings settings : wanted) {
            @Nullable RunningRouter router = kept.get(settings);
            if (router == null) {
                added.add(settings);
            } else if (!router.settings().equals(settings)) {
                changed.put(router, settings);
            }
        }
        Set<RunningRouter> staying = new HashSet<>(kept.values());
        return new Difference(
                routers.stream().filter(router -> !staying.contains(router)).toList(), changed, added);
    }

    /** Moves from {@code left} to {@code kept} the routers that go on under wanted settings. */
    private static void keep(
            List<Settings> wanted,
            Map<Identity, List<RunningRouter>> left,
            Map<Settings, RunningRouter> kept,
            BiPredicate<Settings, Settings> alike) {
        for (Settings settings : wanted) {
            List<RunningRouter> same = left.getOrDefault(Identity.of(settings), List.of());
            if (!same.isEmpty() && !kept.containsKey(settings)) {
                same.stream()
                        .filter(router -> alike.test(router.settings(), settings))
                        .findFirst()
                        .ifPresent(router -> {
                            same.remove(router);
                            kept.put(settings, router);
                        });
            }
        }
    }
}
