package org.keepvip.conf.reading;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.keyword.Draft;
import org.keepvip.conf.keyword.Problems;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.model.BfdInstance;
import org.keepvip.conf.model.Command;
import org.keepvip.conf.model.GlobalDefs;
import org.keepvip.conf.model.TrackProcess;
import org.keepvip.conf.model.VrrpScript;

/** Completes the blocks of trackers. */
final class TrackerCompletion {
    private final GlobalDefs globals;
    private final Problems problems;
    private final Map<IpAddress, String> neighbours = new HashMap<>();

    TrackerCompletion(GlobalDefs globals, Problems problems) {
        this.globals = globals;
        this.problems = problems;
    }

    Optional<VrrpScript> script(Draft<VrrpScript> draft) {
        VrrpScript written = draft.build(Map.of());
        if (written.interval().isZero()) {
            problems.warn(Kind.GENERAL, draft.at("interval"), "interval 0 counts as 1", "write interval 1");
        }
        if (written.command().flatMap(Command::runAs).isPresent()) {
            problems.warn(
                    Kind.ADVICE,
                    draft.at("script"),
                    "what stands behind the command is ignored: its arguments belong between the same quotation marks, and"
                            + " user names who runs it",
                    "write script \"COMMAND ARGUMENTS\"");
        }
        Optional<Command> command = written.command()
                .map(line -> new Command(
                        line.argv(), written.user().or(() -> globals.scripts().user())));
        Duration interval = written.interval().isZero() ? Duration.ofSeconds(1) : written.interval();
        return Optional.of(new VrrpScript(
                written.name(),
                command,
                interval,
                written.timeout().isZero() ? interval : written.timeout(),
                written.weight(),
                written.rise(),
                written.fall(),
                written.user(),
                written.initiallyFailed()));
    }

    /** {@code delay} stands for both of the delays that are not written. */
    Optional<TrackProcess> process(Draft<TrackProcess> draft) {
        TrackProcess written = draft.build(Map.of());
        Duration delay = written.delay().orElse(Duration.ZERO);
        Optional<Integer> most = written.quorumMax().filter(max -> max >= written.quorum());
        if (!most.equals(written.quorumMax())) {
            problems.error(
                    Kind.GENERAL,
                    draft.at("quorum_max"),
                    "quorum_max is less than the quorum of " + written.quorum() + "; it is ignored",
                    "write quorum_max " + written.quorum() + " or more");
        }
        return Optional.of(new TrackProcess(
                written.name(),
                written.process(),
                written.parameterMatch(),
                written.fullCommand(),
                written.weight(),
                written.quorum(),
                most,
                written.delay(),
                written.forkDelay().isZero() ? delay : written.forkDelay(),
                written.terminateDelay().isZero() ? delay : written.terminateDelay()));
    }

    /** A session is told apart by its neighbour. */
    Optional<BfdInstance> bfd(Draft<BfdInstance> draft) {
        BfdInstance written = draft.build(Map.of());
        IpAddress neighbour = written.neighbour().orElseThrow();
        if (written.source()
                .filter(source -> source.family() != neighbour.family())
                .isPresent()) {
            problems.error(
                    Kind.GENERAL,
                    draft.at("source_ip"),
                    "source_ip is of another family than " + neighbour + "; bfd_instance " + written.name()
                            + " is left out",
                    "write an " + Texts.of(neighbour.family()) + " address of this machine");
            return Optional.empty();
        }
        String other = neighbours.putIfAbsent(neighbour, written.name());
        if (other != null) {
            problems.error(
                    Kind.GENERAL,
                    draft.at("neighbor_ip"),
                    neighbour + " is the neighbour of bfd_instance " + other + " already; bfd_instance "
                            + written.name() + " is left out",
                    "track " + other);
            return Optional.empty();
        }
        return Optional.of(written);
    }
}
