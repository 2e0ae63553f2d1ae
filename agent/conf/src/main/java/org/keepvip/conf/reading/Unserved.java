package org.keepvip.conf.reading;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keepvip.conf.keyword.Draft;
import org.keepvip.conf.keyword.Problems;
import org.keepvip.conf.keyword.Statement;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.language.Location;

/** One warning for each topic that this version does not serve, whatever the number of its keywords. */
record Unserved(List<Draft.Unserved> keywords, Problems problems) {
    private static final Set<String> SCRIPTS = Set.of(
            "vrrp_script",
            "startup_script",
            "shutdown_script",
            "notify_fifo_script",
            "vrrp_notify_fifo_script",
            "notify",
            "notify_master",
            "notify_backup",
            "notify_fault",
            "notify_stop",
            "notify_deleted",
            "notify_master_rx_lower_pri");

    void warn() {
        Map<String, List<Draft.Unserved>> byTopic = keywords.stream()
                .collect(Collectors.groupingBy(Draft.Unserved::topic, LinkedHashMap::new, Collectors.toList()));
        byTopic.forEach((topic, named) -> {
            Draft.Unserved first = named.getFirst();
            Location at = first.statement().keyword().location();
            String names =
                    named.stream().map(Draft.Unserved::keyword).distinct().collect(Collectors.joining(", "));
            switch (first.effect()) {
                case WARNS ->
                    problems.warn(
                            Kind.ADVICE, at, "parsed, not served by this version: " + topic + " (" + names + ")", "");
                case FOREIGN ->
                    problems.warn(Kind.ADVICE, at, "skipped, another daemon's work: " + topic + " (" + names + ")", "");
                // each instance that it concerns says so itself
                case FAULTS -> {}
            }
        });
        scripts();
    }

    /** What makes keepalived's configuration test exit with 6. */
    private void scripts() {
        boolean secured =
                keywords.stream().anyMatch(keyword -> keyword.keyword().equals("enable_script_security"));
        Optional<Statement> script = keywords.stream()
                .map(Draft.Unserved::statement)
                .flatMap(statement -> statement.keyword().text().equals("vrrp_sync_group")
                        ? statement.body().stream()
                        : Stream.of(statement))
                .filter(statement -> SCRIPTS.contains(statement.keyword().text()))
                .findFirst();
        if (script.isPresent() && !secured) {
            problems.warn(
                    Kind.SECURITY,
                    script.get().keyword().location(),
                    "scripts are configured without enable_script_security: keepalived runs them even when others than"
                            + " root can change them",
                    "write enable_script_security in global_defs");
        }
    }
}
