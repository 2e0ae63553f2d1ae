package org.keepvip.daemon.notification;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keepvip.conf.model.Command;
import org.keepvip.conf.model.InstanceNotifies;
import org.keepvip.conf.model.Notifies;
import org.keepvip.vrrp.notice.Notice;
import org.keepvip.vrrp.notice.Notice.Kind;

/**
 * Who is to be told of one instance or group.
 *
 * @param commands by what happened
 * @param any run on each state, with what happened added to its arguments
 * @param deletion whether removal by a reload is told as such, and not as FAULT
 * @param priorityChanges whether FIFOs are told of the priority
 * @param mail whether states are mailed
 */
record Listener(
        Map<Kind, Command> commands, Optional<Command> any, boolean deletion, boolean priorityChanges, boolean mail) {

    /** A command that is to be run now, and the keyword that asked for it. */
    record Call(String keyword, Command command, List<String> arguments) {}

    static Listener of(InstanceNotifies notifies) {
        Map<Kind, Command> commands = commands(notifies.states());
        notifies.masterRxLowerPri().ifPresent(command -> commands.put(Kind.MASTER_RX_LOWER_PRI, command));
        notifies.deleted()
                .filter(command -> !command.argv().isEmpty())
                .ifPresent(command -> commands.put(Kind.DELETED, command));
        return new Listener(
                Map.copyOf(commands),
                notifies.states().any(),
                notifies.deleted().isPresent(),
                notifies.states().priorityChanges(),
                notifies.states().mail());
    }

    /** A group has no notify_deleted; its removal is told as FAULT. */
    static Listener of(Notifies notifies) {
        return new Listener(
                Map.copyOf(commands(notifies)), notifies.any(), false, notifies.priorityChanges(), notifies.mail());
    }

    private static Map<Kind, Command> commands(Notifies states) {
        Map<Kind, Command> commands = new EnumMap<>(Kind.class);
        states.master().ifPresent(command -> commands.put(Kind.MASTER, command));
        states.backup().ifPresent(command -> commands.put(Kind.BACKUP, command));
        states.fault().ifPresent(command -> commands.put(Kind.FAULT, command));
        states.stop().ifPresent(command -> commands.put(Kind.STOP, command));
        return commands;
    }

    /** The notice as it is told to this listener. */
    Notice told(Notice notice) {
        return notice.kind() == Kind.DELETED && !deletion
                ? new Notice(notice.subject(), notice.name(), Kind.FAULT, notice.priority())
                : notice;
    }

    /** What is run for a notice, in the order in which it is started. */
    List<Call> calls(Notice notice) {
        List<Call> calls = new ArrayList<>();
        Command own = commands.get(notice.kind());
        if (own != null) {
            calls.add(new Call(keyword(notice.kind()), own, List.of()));
        }
        if (isState(notice.kind())) {
            any.ifPresent(command -> calls.add(new Call(
                    "notify",
                    command,
                    List.of(
                            notice.subject().name(),
                            notice.name(),
                            notice.kind().name(),
                            String.valueOf(notice.priority())))));
        }
        return calls;
    }

    /** Every command of this listener. */
    List<Command> all() {
        List<Command> all = new ArrayList<>(commands.values());
        any.ifPresent(all::add);
        return all;
    }

    /** Whether it is a state, which makes the one before it untrue. */
    static boolean isState(Kind kind) {
        return switch (kind) {
            case MASTER, BACKUP, FAULT, STOP, DELETED -> true;
            case MASTER_RX_LOWER_PRI, MASTER_PRIORITY, BACKUP_PRIORITY -> false;
        };
    }

    private static String keyword(Kind kind) {
        return switch (kind) {
            case MASTER -> "notify_master";
            case BACKUP -> "notify_backup";
            case FAULT -> "notify_fault";
            case STOP -> "notify_stop";
            case DELETED -> "notify_deleted";
            case MASTER_RX_LOWER_PRI -> "notify_master_rx_lower_pri";
            case MASTER_PRIORITY, BACKUP_PRIORITY -> "notify_priority_changes";
        };
    }
}
