package org.keepvip.bench.matrix;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.keepvip.bench.router.Implementation;
import org.keepvip.bench.theory.Window;

/** Plays one cell and judges it. */
public final class Play {
    private static final int PLAYS = 3;
    private static final Duration PROMPT = Duration.ofMillis(100);

    private final Cell cell;
    private final Stage stage;
    private final Verdict verdict = new Verdict();
    private final Set<Expectation> judged = EnumSet.noneOf(Expectation.class);

    private Play(Cell cell, Stage stage) {
        this.cell = cell;
        this.stage = stage;
    }

    /**
     * Plays a cell in a lab of its own. The result is empty when all is as it must be, else the whole story for a person. A cell in which
     * something came late, and nothing else was wrong, is played again: a busy machine delays a router now and then, a wrong timer is late
     * each time. The last line of the story says how often.
     */
    public static String failure(Cell cell) {
        String failure = "";
        for (int play = 1; play <= PLAYS; play++) {
            try (Stage stage = new Stage(cell)) {
                Verdict verdict = new Play(cell, stage).verdict();
                if (verdict.good()) {
                    return "";
                }
                failure = "%s%n%s%n%n%s%nplayed %d times%n".formatted(cell, verdict, stage.story(), play);
                if (!verdict.onlyLate()) {
                    return failure;
                }
            }
        }
        return failure;
    }

    private Verdict verdict() {
        try {
            scenario();
            ending();
            complete();
        } catch (Missed missed) {
            verdict.fact(missed.what(), false);
        }
        return verdict;
    }

    private void scenario() {
        switch (cell.scenario()) {
            case ONE_MASTER -> oneMaster();
            case KILL -> kill();
            case TERMINATE -> terminate();
            case LINK_DOWN -> linkDown();
            case TRACKED_LINK_DOWN -> trackedLinkDown();
            case PREEMPT -> preempt();
            case NOPREEMPT -> nopreempt();
            case EQUAL_PRIORITY -> equalPriority();
        }
    }

    private void oneMaster() {
        Instant listens = stage.start(Side.LEFT);
        Instant first = stage.advert(Side.LEFT, listens).at();
        spanFromStart(Expectation.FIRST_MASTER, listens, first);
        stage.start(Side.RIGHT);
        stage.watch(cell.timers(Side.RIGHT).down().multipliedBy(2));
        verdict.fact(
                "right never adverts", stage.adverts(Side.RIGHT, Instant.MIN).isEmpty());
    }

    private void kill() {
        settle();
        Instant killed = stage.moment(stage.router(Side.LEFT).kill(), "left is killed");
        Instant taken = stage.advert(Side.RIGHT, killed).at();
        span(Expectation.CRASH, lastOf(Side.LEFT, taken), taken);
        if (Expectation.CRASH_SEEN.due(cell)) {
            span(Expectation.CRASH_SEEN, killed, stage.answer(Side.RIGHT, killed));
        }
    }

    private void terminate() {
        settle();
        Instant told = stage.moment(stage.router(Side.LEFT).terminate(), "left is told to stop");
        Instant released = stage.release(Side.LEFT, told).at();
        span(Expectation.RELEASE, released, stage.advert(Side.RIGHT, released).at());
        verdict.fact("left ends", stage.router(Side.LEFT).ended(Duration.ofSeconds(5)));
        if (cell.left() == Implementation.KEEPVIP) {
            verdict.fact(
                    "left answers for the address never after its release",
                    stage.answers(Side.LEFT, released.plusNanos(1)) == 0);
        }
    }

    private void linkDown() {
        settle();
        stage.node(Side.LEFT).pullCable();
        Instant pulled = stage.moment("left's cable is pulled");
        Instant taken = stage.advert(Side.RIGHT, pulled).at();
        span(Expectation.CABLE, lastOf(Side.LEFT, taken), taken);
        boolean down = stage.becomesBare(Side.LEFT, Expectation.CARRIER);
        verdict.fact("left has put the address down", down || cell.left() == Implementation.FRR);
        Instant back = stage.moment("left's cable is put back");
        stage.node(Side.LEFT).plugCable();
        span(Expectation.CABLE_BACK, back, stage.advert(Side.LEFT, back).at());
    }

    private void trackedLinkDown() {
        settle();
        Instant gone = stage.moment("left's tracked carrier goes");
        stage.node(Side.LEFT).pullTrackedCable();
        Instant released = stage.release(Side.LEFT, gone).at();
        span(Expectation.TRACKED, gone, released);
        span(
                Expectation.TRACKED_RELEASE,
                released,
                stage.advert(Side.RIGHT, released).at());
        verdict.fact("left has put the address down", stage.becomesBare(Side.LEFT, PROMPT));
        Instant back = stage.moment("left's tracked carrier is back");
        stage.node(Side.LEFT).plugTrackedCable();
        span(Expectation.TRACKED_BACK, back, stage.advert(Side.LEFT, back).at());
    }

    private void preempt() {
        Instant began = stage.start(Side.RIGHT);
        stage.advert(Side.RIGHT, began);
        Instant listens = stage.start(Side.LEFT);
        Instant first = stage.advert(Side.LEFT, listens).at();
        spanFromStart(Expectation.PREEMPTION, listens, first);
        stage.watch(cell.interval().multipliedBy(2));
        span(Expectation.PREEMPTION_DUAL, first, later(first, lastOf(Side.RIGHT, Instant.MAX)));
    }

    private void nopreempt() {
        Instant began = stage.start(Side.RIGHT);
        stage.advert(Side.RIGHT, began);
        Instant joined = stage.start(Side.LEFT);
        stage.watch(cell.timers(Side.LEFT).down().multipliedBy(3).dividedBy(2));
        verdict.fact(
                "left waits while right is MASTER",
                stage.adverts(Side.LEFT, joined).isEmpty());
        Instant told = stage.moment(stage.router(Side.RIGHT).terminate(), "right is told to stop");
        Instant released = stage.release(Side.RIGHT, told).at();
        span(
                Expectation.NOPREEMPT_RELEASE,
                released,
                stage.advert(Side.LEFT, released).at());
    }

    private void equalPriority() {
        stage.launch(Side.LEFT);
        stage.launch(Side.RIGHT);
        Instant leftListens = stage.listening(Side.LEFT);
        Instant both = later(leftListens, stage.listening(Side.RIGHT));
        stage.watch(cell.timers(Side.RIGHT).down().multipliedBy(2).plusMillis(500));
        var left = stage.adverts(Side.LEFT, Instant.MIN);
        var right = stage.adverts(Side.RIGHT, Instant.MIN);
        verdict.fact("somebody adverts", !left.isEmpty() || !right.isEmpty());
        if (!left.isEmpty() && !right.isEmpty()) {
            Instant together = later(left.getFirst().at(), right.getFirst().at());
            Instant parted = left.getLast().at().isBefore(right.getLast().at())
                    ? left.getLast().at()
                    : right.getLast().at();
            span(Expectation.TIE_DUAL, later(both, together), later(later(both, together), parted));
        }
    }

    /** Left is MASTER, right is its BACKUP and has heard it. */
    private void settle() {
        Instant began = stage.start(Side.LEFT);
        stage.advert(Side.LEFT, began);
        Instant joined = stage.start(Side.RIGHT);
        stage.advert(Side.LEFT, stage.advert(Side.LEFT, joined).at().plusMillis(1));
        verdict.fact(
                "right is silent while left is MASTER",
                stage.adverts(Side.RIGHT, Instant.MIN).isEmpty());
    }

    /** Who speaks and who holds the address when all is over. */
    private void ending() {
        stage.watch(cell.interval());
        Instant now = Instant.now();
        stage.watch(cell.interval().multipliedBy(2).plusMillis(200));
        boolean left = !stage.adverts(Side.LEFT, now).isEmpty();
        boolean right = !stage.adverts(Side.RIGHT, now).isEmpty();
        verdict.fact("exactly one MASTER in the end", left != right);
        Side holder = cell.scenario().holder().orElse(left ? Side.LEFT : Side.RIGHT);
        verdict.fact(holder + " is MASTER in the end", holder == Side.LEFT ? left : right);
        verdict.fact(holder + " holds the address in the end", stage.holds(holder));
        // FRR has the address on an interface of its own all the time; whether zebra has taken that down is not our
        // matter.
        boolean ours = cell.implementation(holder.other()) != Implementation.FRR;
        if (cell.scenario() != Scenario.KILL && ours) {
            verdict.fact(holder.other() + " does not hold it", stage.becomesBare(holder.other(), PROMPT));
        }
    }

    private Instant lastOf(Side side, Instant before) {
        return stage.lastAdvert(side, before).orElseThrow(() -> new Missed(side + " never adverted"));
    }

    /** A row of the table that was not measured is a hole in the judge. */
    private void complete() {
        Expectation.of(cell.scenario()).stream()
                .filter(row -> row.due(cell) && !judged.contains(row))
                .forEach(row -> verdict.fact("measured: " + row.words(), false));
    }

    /** Left's timer began somewhere between its start and the moment when it was seen to listen. */
    private void spanFromStart(Expectation row, Instant listens, Instant first) {
        judged.add(row);
        Duration unseen = Duration.between(stage.router(Side.LEFT).started(), listens);
        Window window = row.window(cell);
        verdict.span(
                row.words(),
                new Window(window.earliest().minus(unseen), window.latest().plus(Stalls.between(listens, first))),
                Duration.between(listens, first));
    }

    private void span(Expectation row, Instant from, Instant to) {
        judged.add(row);
        Window window = row.window(cell);
        Window granted = new Window(window.earliest(), window.latest().plus(Stalls.between(from, to)));
        verdict.span(row.words(), granted, Duration.between(from, to));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
