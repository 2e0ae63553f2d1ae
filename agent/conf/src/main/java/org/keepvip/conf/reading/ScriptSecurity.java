package org.keepvip.conf.reading;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keepvip.conf.keyword.Draft;
import org.keepvip.conf.keyword.Problems;
import org.keepvip.conf.keyword.Statement;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.language.Location;
import org.keepvip.conf.model.GlobalDefs;

/** What makes keepalived's configuration test exit with 6: scripts, and nothing that keeps others from changing them. */
record ScriptSecurity(Draft<GlobalDefs> globals, Problems problems) {
    private static final List<String> OF_PROCESS =
            List.of("startup_script", "shutdown_script", "notify_fifo_script", "vrrp_notify_fifo_script");
    private static final List<String> OF_GROUP =
            List.of("notify", "notify_master", "notify_backup", "notify_fault", "notify_stop");
    private static final List<String> OF_INSTANCE = List.of("notify_deleted", "notify_master_rx_lower_pri");

    void warn(List<? extends Draft<?>> scripts, List<? extends Draft<?>> groups, List<? extends Draft<?>> instances) {
        Optional<Location> first = Stream.of(
                        scripts.stream().map(Draft::place),
                        places(globals, OF_PROCESS),
                        groups.stream().flatMap(group -> places(group, OF_GROUP)),
                        instances.stream().flatMap(instance -> places(instance, OF_GROUP)),
                        instances.stream().flatMap(instance -> places(instance, OF_INSTANCE)))
                .flatMap(places -> places)
                .min(Comparator.comparingInt(place -> place.line().number()));
        if (first.isPresent() && !globals.has("enable_script_security")) {
            problems.warn(
                    Kind.SECURITY,
                    first.get(),
                    "scripts are configured without enable_script_security: keepalived runs them even when others than"
                            + " root can change them",
                    "write enable_script_security in global_defs");
        }
    }

    private static Stream<Location> places(Draft<?> draft, List<String> keywords) {
        return keywords.stream()
                .flatMap(keyword -> draft.statements(keyword).stream())
                .map(Statement::keyword)
                .map(word -> word.location());
    }
}
