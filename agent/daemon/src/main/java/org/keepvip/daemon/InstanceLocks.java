package org.keepvip.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.process.NamespaceLock;
import org.keepvip.linux.process.NetworkNamespace;
import org.keepvip.vrrp.Settings;

/**
 * Keeps two agents of one network namespace from running the same virtual router: both would hold its addresses, each
 * take them off as the other's leftovers, and neither hear the other. Each router is a name that one process can have.
 */
final class InstanceLocks {
    private static final int ROOT = 0;

    private final Optional<String> namespace;
    private final Map<String, NamespaceLock> held = new HashMap<>();

    /** None held; {@code namespace} is empty for that of the process. */
    InstanceLocks(Optional<String> namespace) {
        this.namespace = namespace;
    }

    /**
     * Takes the routers, for as long as the process lives. All or nothing: where another agent has one, no further is
     * held.
     *
     * @return which of them another agent has, and its pid
     * @throws ErrnoException the namespace cannot be entered, or there are no more descriptors
     */
    List<String> take(List<Settings> routers) throws ErrnoException {
        return NetworkNamespace.in(namespace, () -> {
            Map<String, NamespaceLock> added = new HashMap<>();
            List<String> taken = new ArrayList<>();
            for (Settings router : routers) {
                String name = name(router);
                if (!held.containsKey(name) && !added.containsKey(name)) {
                    Optional<NamespaceLock> lock = NamespaceLock.take(name);
                    lock.ifPresent(got -> added.put(name, got));
                    if (lock.isEmpty()) {
                        NamespaceLock.holder(name)
                                .filter(InstanceLocks::isAgent)
                                .ifPresent(holder -> taken.add(router.name() + pid(holder)));
                    }
                }
            }
            if (taken.isEmpty()) {
                held.putAll(added);
            } else {
                added.values().forEach(NamespaceLock::close);
            }
            return List.copyOf(taken);
        });
    }

    /** Gives up what is none of these. */
    void retain(List<Settings> routers) {
        Set<String> wanted = new HashSet<>();
        routers.forEach(router -> wanted.add(name(router)));
        held.entrySet().removeIf(entry -> {
            boolean gone = !wanted.contains(entry.getKey());
            if (gone) {
                entry.getValue().close();
            }
            return gone;
        });
    }

    /** Any user can have a name; only who may run an agent is to keep one from running. */
    private static boolean isAgent(NamespaceLock.Holder holder) {
        return holder.uid() == ROOT || holder.uid() == ownUser();
    }

    private static int ownUser() {
        try {
            return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException e) {
            return ROOT;
        }
    }

    private static String pid(NamespaceLock.Holder holder) {
        return holder.pid() == 0 ? " (in another container)" : " (pid " + holder.pid() + ")";
    }

    /** What its peers know it by: a router with another group or, over unicast, another source is another one. */
    private static String name(Settings router) {
        String way = switch (router.wire().transport()) {
            case Settings.Transport.Multicast(IpAddress group) -> group.toString();
            case Settings.Transport.Unicast _ ->
                router.wire().source().map(IpAddress::toString).orElse("unicast");
        };
        return "keepvip/" + router.device().orElse("") + "/" + way + "/" + router.family() + "/"
                + router.vrid().value();
    }
}
