package org.keepvip.conf.keyword;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the table of what becomes of each of keepalived's keywords, as Markdown, from their annotations. */
public final class Compatibility {
    private Compatibility() {}

    /** The table for the blocks that a root record holds. */
    public static String of(Class<? extends Record> root) {
        StringBuilder out = new StringBuilder("""
                # Compatibility with keepalived

                <!-- Generated from the annotations of org.keepvip.conf.model; a test compares it and rewrites it with -Dkeepvip.rewrite=true. -->

                Every keyword of keepalived's VRRP side, and what KeepVIP does with it: **as keepalived**, **better** (and how), **not served**
                (and why; the file is read all the same and a warning names it), or **another daemon's** (LVS: skipped). `+2.2.8` names the
                first keepalived that knows a keyword; without a number 2.2.7 does.

                """);
        Map<String, List<Catalogue.Entry>> blocks = Catalogue.of(root).stream()
                .collect(Collectors.groupingBy(Catalogue.Entry::block, LinkedHashMap::new, Collectors.toList()));
        blocks.forEach((block, entries) -> {
            out.append("## ")
                    .append(block.equals("top") ? "Top level" : "`" + block + "`")
                    .append("\n\n");
            out.append("| Keyword | Served | |\n|---|---|---|\n");
            entries.forEach(entry -> out.append(row(entry)));
            out.append('\n');
        });
        return out.toString();
    }

    private static String row(Catalogue.Entry entry) {
        String since = entry.since().isEmpty() ? "" : " +" + entry.since();
        return "| `" + entry.keyword() + "`" + since + " | " + served(entry.service()) + " | "
                + note(entry.service()).replace("|", "\\|") + " |\n";
    }

    private static String served(Catalogue.Service service) {
        return switch (service) {
            case Catalogue.Service.Served(String note) -> note.isEmpty() ? "as keepalived" : "better";
            case Catalogue.Service.NotServed _ -> "not served";
            case Catalogue.Service.Foreign _ -> "another daemon's";
        };
    }

    private static String note(Catalogue.Service service) {
        return switch (service) {
            case Catalogue.Service.Served(String note) -> note;
            case Catalogue.Service.NotServed(String topic, String note) -> note.isEmpty() ? topic : topic + ": " + note;
            case Catalogue.Service.Foreign(String topic) -> topic;
        };
    }
}
