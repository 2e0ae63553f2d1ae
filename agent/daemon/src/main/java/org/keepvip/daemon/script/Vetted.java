package org.keepvip.daemon.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.language.Problem;
import org.keepvip.conf.model.Command;
import org.keepvip.conf.reading.Reading;
import org.keepvip.conf.reading.WrittenCommand;

/**
 * What vetting found out about a configuration's commands.
 *
 * @param vetting how it is done
 * @param verdicts of the commands that were vetted
 * @param problems what an operator is to be told, each where the command stands
 */
public record Vetted(Vetting vetting, Map<Command, Verdict> verdicts, List<Problem> problems) {
    /** Copies what it is given. */
    public Vetted {
        verdicts = Map.copyOf(verdicts);
        problems = List.copyOf(problems);
    }

    /**
     * Vets every command of a configuration, for this machine.
     *
     * @param environment the agent's own, of which PATH counts
     */
    public static Vetted here(Reading reading, Map<String, String> environment) {
        Vetting vetting =
                new Vetting(environment, reading.configuration().globals().scripts());
        Map<Command, Verdict> verdicts = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (WrittenCommand written : reading.commands()) {
            Finding finding = vetting.finding(written.command());
            verdicts.put(written.command(), finding.verdict());
            switch (finding.verdict()) {
                case Program _ -> {}
                case Verdict.Refused(Objection objection) -> problems.add(refusal(written, objection));
            }
            finding.remarks()
                    .forEach(remark -> problems.add(
                            Problem.warning(Kind.ADVICE, written.place(), written.what() + ": " + remark.fault())
                                    .fix(remark.fix())));
        }
        return new Vetted(vetting, verdicts, problems);
    }

    /** Vets none: the configuration is another machine's, or is not run. */
    public static Vetted elsewhere(Reading reading, Map<String, String> environment) {
        return new Vetted(
                new Vetting(environment, reading.configuration().globals().scripts()), Map.of(), List.of());
    }

    /** Whether a command may be run, which is found out for one that was not vetted. */
    Verdict verdict(Command command) {
        Verdict known = verdicts.get(command);
        return known == null ? vetting.finding(command).verdict() : known;
    }

    private static Problem refusal(WrittenCommand written, Objection objection) {
        String consequence = written.isCheck() ? "so that the check counts as failed" : "so that it is not run";
        return Problem.error(
                        Kind.GENERAL, written.place(), written.what() + ": " + objection.fault() + ", " + consequence)
                .fix(objection.fix());
    }
}
