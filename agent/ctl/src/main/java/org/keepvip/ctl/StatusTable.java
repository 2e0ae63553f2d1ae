package org.keepvip.ctl;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An agent's status as a person reads it. */
final class StatusTable {
    private static final List<String> HEADINGS =
            List.of("INSTANCE", "STATE", "SINCE", "PRIORITY", "VIPS", "MASTER", "LAST TRANSITION");

    private final JsonNode status;
    private final Instant now;

    StatusTable(JsonNode status, Instant now) {
        this.status = status;
        this.now = now;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append("keepvip ")
                .append(status.path("version").asText())
                .append(", pid ")
                .append(status.path("pid").asLong())
                .append(", up ")
                .append(ago(status.path("started").asText()))
                .append(", ")
                .append(status.path("file").asText())
                .append('\n');
        long dropped = status.path("droppedLogLines").asLong();
        if (dropped > 0) {
            text.append(dropped).append(" log lines dropped: their reader is too slow\n");
        }
        text.append('\n');
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADINGS);
        status.path("instances").forEach(instance -> rows.add(row(instance)));
        appendAligned(text, rows);
        status.path("instances").forEach(instance -> appendDetail(text, instance));
        return text.toString();
    }

    private List<String> row(JsonNode instance) {
        long held = 0;
        for (JsonNode vip : instance.path("vips")) {
            held += vip.path("held").asBoolean() ? 1 : 0;
        }
        return List.of(
                instance.path("name").asText(),
                instance.path("state").asText(),
                ago(instance.path("since").asText()),
                instance.path("effectivePriority").asInt() + "/"
                        + instance.path("basePriority").asInt(),
                held + "/" + instance.path("vips").size(),
                master(instance),
                transition(instance.path("lastTransition")));
    }

    private static String master(JsonNode instance) {
        JsonNode master = instance.path("master");
        if (instance.path("state").asText().equals("MASTER")) {
            return "this node";
        }
        return master.isObject()
                ? master.path("address").asText() + " ("
                        + master.path("priority").asInt() + ")"
                : "none seen";
    }

    private static String transition(JsonNode transition) {
        return transition.isObject()
                ? transition.path("from").asText() + " -> "
                        + transition.path("to").asText() + ": "
                        + transition.path("cause").asText()
                : "none";
    }

    private static void appendAligned(StringBuilder text, List<List<String>> rows) {
        int[] widths = new int[HEADINGS.size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                line.append(row.get(column))
                        .repeat(' ', widths[column] - row.get(column).length() + 2);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
    }

    private static void appendDetail(StringBuilder text, JsonNode instance) {
        text.append('\n')
                .append(instance.path("name").asText())
                .append(": VRID ")
                .append(instance.path("vrid").asInt())
                .append(" on ")
                .append(instance.path("interface").asText())
                .append(", VRRPv")
                .append(instance.path("version").asInt())
                .append(", ")
                .append(instance.path("transport").asText())
                .append(", advert interval ")
                .append(instance.path("advertIntervalMillis").asText())
                .append(" ms\n");
        for (JsonNode vip : instance.path("vips")) {
            text.append("  vip    ")
                    .append(vip.path("address").asText())
                    .append(" dev ")
                    .append(vip.path("device").asText())
                    .append(vip.path("held").asBoolean() ? " held" : "")
                    .append('\n');
        }
        for (JsonNode fault : instance.path("faults")) {
            text.append("  fault  ").append(fault.asText()).append('\n');
        }
        for (JsonNode peer : instance.path("peers")) {
            text.append("  peer   ")
                    .append(peer.path("address").asText())
                    .append(" priority ")
                    .append(peer.path("priority").asInt())
                    .append(" heard ")
                    .append(peer.path("heardMillisAgo").asLong())
                    .append(" ms ago\n");
        }
        appendCounters(text, "count ", instance.path("counters"));
        appendCounters(text, "refused", instance.path("rejected"));
    }

    private static void appendCounters(StringBuilder text, String title, JsonNode counters) {
        List<String> told = new ArrayList<>();
        for (Map.Entry<String, JsonNode> counter : counters.properties()) {
            if (counter.getValue().asLong() != 0) {
                told.add(counter.getKey() + " " + counter.getValue().asLong());
            }
        }
        if (!told.isEmpty()) {
            text.append("  ")
                    .append(title)
                    .append(' ')
                    .append(String.join(", ", told))
                    .append('\n');
        }
    }

    private String ago(String instant) {
        if (instant.isEmpty()) {
            return "-";
        }
        Duration age = Duration.between(Instant.parse(instant), now);
        if (age.toDays() > 0) {
            return age.toDays() + "d " + age.toHoursPart() + "h";
        }
        if (age.toHours() > 0) {
            return age.toHours() + "h " + age.toMinutesPart() + "m";
        }
        return age.toMinutes() > 0
                ? age.toMinutes() + "m " + age.toSecondsPart() + "s"
                : Math.max(0, age.toSeconds()) + "s";
    }
}
