package org.keepvip.vrrp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keepvip.vrrp.group.SyncRules;
import org.keepvip.vrrp.notice.Notice;

/**
 * Plays a scene of several routers in one sync group: as {@link Scene}, with a router's name, or {@code all}, before
 * each event. What the group orders follows each event, and what the group as a whole is told as.
 */
final class GroupScene {
    private final StringBuilder text = new StringBuilder();
    private final Map<String, Scene> parts = new LinkedHashMap<>();
    private Optional<Notice.Kind> told = Optional.empty();

    private GroupScene() {}

    /** The scene with its outcomes written in. */
    static GroupScene played(String script) {
        GroupScene scene = new GroupScene();
        for (String line : script.lines().toList()) {
            if (!line.startsWith(" ")) {
                scene.line(line);
            }
        }
        return scene;
    }

    String text() {
        return text.toString();
    }

    Set<TransitionRow> rows() {
        Set<TransitionRow> rows = EnumSet.noneOf(TransitionRow.class);
        parts.values().forEach(part -> rows.addAll(part.rows()));
        return rows;
    }

    private void line(String line) {
        if (line.isBlank() || line.startsWith("#")) {
            write(line);
        } else if (line.startsWith("settings ")) {
            String[] words = line.split("\\s+", 3);
            parts.put(words[1], Scene.part(text, words[1], words[2]));
            write(line);
        } else {
            timed(line);
        }
    }

    private void timed(String line) {
        String[] words = line.split("\\s+", -1);
        Moment at = new Moment(Router.seconds(words[0]).toNanos());
        boolean until = words[1].equals("passes");
        for (@Nullable String name = due(at, until); name != null; name = due(at, until)) {
            Moment deadline = part(name).state().deadline();
            write("  " + SceneText.at(deadline).substring(3) + " " + name + " deadline");
            part(name).happens(new Event.DeadlineReached(), deadline);
            settle(deadline);
        }
        write(line);
        if (!until) {
            List<String> names = words[1].equals("all") ? List.copyOf(parts.keySet()) : List.of(words[1]);
            for (String name : names) {
                part(name).happens(Arrays.copyOfRange(words, 2, words.length), at);
                if (part(name).settings().isGrouped()) {
                    obey(
                            SyncRules.orders(
                                    members(),
                                    grouped().indexOf(name),
                                    part(name).notices()),
                            at);
                }
            }
            settle(at);
        }
    }

    private @Nullable String due(Moment at, boolean included) {
        @Nullable String first = null;
        Moment earliest = Moment.NEVER;
        for (Map.Entry<String, Scene> part : parts.entrySet()) {
            Moment deadline = part.getValue().state().deadline();
            if (deadline.isBefore(earliest) && (deadline.isBefore(at) || (included && deadline.equals(at)))) {
                earliest = deadline;
                first = part.getKey();
            }
        }
        return first;
    }

    private void settle(Moment at) {
        for (List<SyncRules.Order> orders = SyncRules.orders(members());
                !orders.isEmpty();
                orders = SyncRules.orders(members())) {
            obey(orders, at);
        }
        Optional<Notice.Kind> standing = SyncRules.standing(members());
        if (standing.isPresent() && !standing.equals(told)) {
            if (told.isPresent() || standing.get() != Notice.Kind.STOP) {
                write("      group notice " + standing.get());
            }
            told = standing;
        }
    }

    private void obey(List<SyncRules.Order> orders, Moment at) {
        List<String> names = grouped();
        for (SyncRules.Order order : orders) {
            write("  group orders " + names.get(order.member()) + " " + order.event());
            part(names.get(order.member())).happens(order.event(), at);
        }
    }

    private List<SyncRules.Member> members() {
        List<SyncRules.Member> members = new ArrayList<>();
        grouped()
                .forEach(name ->
                        members.add(new SyncRules.Member(name, part(name).state())));
        return members;
    }

    private List<String> grouped() {
        return parts.keySet().stream()
                .filter(name -> part(name).settings().isGrouped())
                .toList();
    }

    private Scene part(String name) {
        return Objects.requireNonNull(parts.get(name), name);
    }

    private void write(String line) {
        text.append(line).append('\n');
    }
}
