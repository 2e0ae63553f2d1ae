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
import org.keepvip.conf.model.Command;
import org.keepvip.conf.model.GlobalDefs;
import org.keepvip.conf.model.RunAs;
import org.keepvip.conf.model.VrrpScript;

/** What makes keepalived's configuration test exit with 6: scripts, and nothing that keeps others from changing them. */
record ScriptSecurity(Draft<GlobalDefs> globals, Problems problems) {
    private static final String BODY = "script";
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

    /** Every command of the configuration as it is run, but those of scripts that nothing tracks. */
    List<WrittenCommand> commands(
            List<VrrpScript> tracked,
            List<Draft<VrrpScript>> scripts,
            List<? extends Draft<?>> groups,
            List<? extends Draft<?>> instances) {
        Optional<RunAs> user = globals.written("script_user", RunAs.class);
        return Stream.of(
                        tracked.stream().flatMap(script -> command(script, scripts)),
                        commands(globals, OF_PROCESS, user),
                        groups.stream().flatMap(group -> commands(group, OF_GROUP, user)),
                        instances.stream().flatMap(instance -> commands(instance, OF_GROUP, user)),
                        instances.stream().flatMap(instance -> commands(instance, OF_INSTANCE, user)))
                .flatMap(found -> found)
                .toList();
    }

    private static Stream<WrittenCommand> command(VrrpScript script, List<Draft<VrrpScript>> drafts) {
        return script.command().stream()
                .flatMap(command -> drafts.stream()
                        .filter(draft -> draft.name().equals(script.name()) && draft.has(BODY))
                        .limit(1)
                        .map(draft ->
                                new WrittenCommand(command, draft.at(BODY), "vrrp_script " + script.name(), true)));
    }

    private static Stream<WrittenCommand> commands(Draft<?> draft, List<String> keywords, Optional<RunAs> user) {
        String of = draft.name().isEmpty() ? "" : " of " + draft.name();
        return keywords.stream()
                .flatMap(keyword -> draft.written(keyword, Command.class).stream()
                        .filter(command -> !command.argv().isEmpty())
                        .map(command ->
                                new WrittenCommand(command.orRunAs(user), draft.at(keyword), keyword + of, false)));
    }

    private static Stream<Location> places(Draft<?> draft, List<String> keywords) {
        return keywords.stream()
                .flatMap(keyword -> draft.statements(keyword).stream())
                .map(Statement::keyword)
                .map(word -> word.location());
    }
}
