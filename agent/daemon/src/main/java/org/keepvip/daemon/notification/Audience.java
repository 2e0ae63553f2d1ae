package org.keepvip.daemon.notification;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keepvip.conf.model.Command;
import org.keepvip.conf.model.Configuration;
import org.keepvip.conf.model.SyncGroup;
import org.keepvip.conf.model.VrrpInstance;
import org.keepvip.vrrp.notice.Notice;

/**
 * Who is to be told of what, of one configuration.
 *
 * @param instances by name
 * @param groups by name
 */
record Audience(Map<String, Listener> instances, Map<String, Listener> groups) {
    static final Audience NONE = new Audience(Map.of(), Map.of());

    static Audience of(Configuration configuration) {
        Map<String, Listener> instances = new HashMap<>();
        for (VrrpInstance instance : configuration.instances()) {
            instances.put(instance.name(), Listener.of(instance.notifies()));
        }
        Map<String, Listener> groups = new HashMap<>();
        for (SyncGroup group : configuration.syncGroups()) {
            groups.put(group.name(), Listener.of(group.notifies()));
        }
        return new Audience(Map.copyOf(instances), Map.copyOf(groups));
    }

    /** Who listens to the notice's object; empty for an object that the configuration does not have. */
    Optional<Listener> listener(Notice notice) {
        return Optional.ofNullable(
                switch (notice.subject()) {
                    case INSTANCE -> instances.get(notice.name());
                    case GROUP -> groups.get(notice.name());
                });
    }

    /** Every command that may be run. */
    List<Command> commands() {
        List<Command> commands = new ArrayList<>();
        instances.values().forEach(listener -> commands.addAll(listener.all()));
        groups.values().forEach(listener -> commands.addAll(listener.all()));
        return commands;
    }
}
