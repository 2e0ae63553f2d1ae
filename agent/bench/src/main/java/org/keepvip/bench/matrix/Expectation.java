package org.keepvip.bench.matrix;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.keepvip.bench.router.Implementation;
import org.keepvip.bench.router.Transport;
import org.keepvip.bench.theory.Timers;
import org.keepvip.bench.theory.Window;

/**
 * The table of the matrix: for each scenario the spans that are measured, and the formula that each must meet. A span is between two frames
 * of the capture, or between a moment of the lab and a frame.
 */
public enum Expectation {
    /** Left begins to listen, then waits its whole down interval: nobody speaks. */
    FIRST_MASTER(Scenario.ONE_MASTER, "left listens -> its first advert", Side.LEFT, Formula.DOWN, Slack.START),
    /** A crash is noticed by silence. */
    CRASH(Scenario.KILL, "left's last advert -> right's first", Side.RIGHT, Formula.DOWN, Slack.TIMER),
    /** The same as a client sees it: the crash falls anywhere in an advert interval. */
    CRASH_SEEN(Scenario.KILL, "kill -> right answers", Side.RIGHT, Formula.DOWN, Slack.FAULT),
    /** A release advert leaves the skew alone. */
    RELEASE(Scenario.TERMINATE, "left's release -> right's first advert", Side.RIGHT, Formula.SKEW, Slack.TIMER),
    /** A pulled cable is a silence. */
    CABLE(Scenario.LINK_DOWN, "left's last advert -> right's first", Side.RIGHT, Formula.DOWN, Slack.TIMER),
    /** With the cable back, left starts as from new. */
    CABLE_BACK(Scenario.LINK_DOWN, "cable back -> left's first advert", Side.LEFT, Formula.DOWN, Slack.CARRIER),
    /** A tracked interface that falls is noticed as soon as the kernel says so. */
    TRACKED(Scenario.TRACKED_LINK_DOWN, "carrier gone -> left's release", Side.LEFT, Formula.NOTHING, Slack.CARRIER),
    /** FAULT releases as a stop does. */
    TRACKED_RELEASE(
            Scenario.TRACKED_LINK_DOWN,
            "left's release -> right's first advert",
            Side.RIGHT,
            Formula.SKEW,
            Slack.TIMER),
    /** Out of FAULT, left starts as from new. */
    TRACKED_BACK(
            Scenario.TRACKED_LINK_DOWN, "carrier back -> left's first advert", Side.LEFT, Formula.DOWN, Slack.CARRIER),
    /** The better router waits its own down interval and takes over. */
    PREEMPTION(Scenario.PREEMPT, "left listens -> its first advert", Side.LEFT, Formula.DOWN, Slack.START),
    /** Two MASTERs end at the loser's next advert, or as soon as it hears the winner. */
    PREEMPTION_DUAL(
            Scenario.PREEMPT, "left's first advert -> right's last", Side.RIGHT, Formula.NOTHING, Slack.INTERVAL),
    /** Who does not preempt takes over when the MASTER goes. */
    NOPREEMPT_RELEASE(
            Scenario.NOPREEMPT, "right's release -> left's first advert", Side.LEFT, Formula.SKEW, Slack.TIMER),
    /** Two MASTERs of the same priority: the lower address yields. */
    TIE_DUAL(Scenario.EQUAL_PRIORITY, "two MASTERs together", Side.RIGHT, Formula.NOTHING, Slack.INTERVAL);

    /** Early room: a router may count whole hundredths (FRR does), and the stamps of two frames differ by less than a millisecond. */
    private static final Duration EARLY = Duration.ofMillis(12);
    /** Late room for a timer and a first frame while cells run side by side on a small machine. */
    private static final Duration LATE = Duration.ofMillis(Integer.getInteger("keepvip.matrix.late", 60));
    /** From the first raw socket to a running timer. */
    private static final Duration START = Duration.ofMillis(250);
    /** The kernel reports carrier changes of a device without a queue at most once a second (linkwatch). */
    static final Duration CARRIER = Duration.ofMillis(1100);

    /** From the bench's clock reading to the signal, which another program sends. */
    private static final Duration KILL = Duration.ofMillis(40);
    /** FRR's first advert may have to wait until the kernel has brought its macvlan device up. */
    private static final Duration MACVLAN = Duration.ofMillis(150);

    private final Scenario scenario;
    private final String words;
    private final Side side;
    private final Formula formula;
    private final Slack slack;

    Expectation(Scenario scenario, String words, Side side, Formula formula, Slack slack) {
        this.scenario = scenario;
        this.words = words;
        this.side = side;
        this.formula = formula;
        this.slack = slack;
    }

    /** The rows of one scenario. */
    public static List<Expectation> of(Scenario scenario) {
        return Arrays.stream(values()).filter(row -> row.scenario == scenario).toList();
    }

    /**
     * Whether a cell must yield the span. Equal priorities need not lead to two MASTERs; and FRR's answers prove nothing, since its BACKUP
     * keeps the address on a device that is held down and the kernel answers for it all the same.
     */
    public boolean due(Cell cell) {
        return this != TIE_DUAL && (this != CRASH_SEEN || cell.right() != Implementation.FRR);
    }

    /** What the row allows in a cell. */
    public Window window(Cell cell) {
        Duration theory = formula.of(cell.timers(side));
        if (this == CABLE_BACK && cell.left() == Implementation.FRR) {
            return new Window(Duration.ZERO, theory.plus(LATE).plus(CARRIER)); // FRR stays MASTER without a carrier
        }
        Duration late = cell.implementation(side) == Implementation.FRR ? LATE.plus(MACVLAN) : LATE;
        return switch (slack) {
            case TIMER -> Window.around(theory, EARLY, late);
            case START -> Window.around(theory, EARLY, late.plus(START));
            case FAULT -> Window.around(theory, cell.interval().plus(EARLY), late.plus(KILL));
            case CARRIER -> Window.around(theory, EARLY, late.plus(CARRIER).plus(resolution(cell)));
            case INTERVAL ->
                Window.around(theory, Duration.ZERO, cell.interval().plus(late));
        };
    }

    /** A unicast advert may have to wait for the peer's hardware address, which the kernel asks for once a second. */
    private static Duration resolution(Cell cell) {
        return cell.transport() == Transport.UNICAST ? Duration.ofSeconds(1) : Duration.ZERO;
    }

    /** The span in words. */
    public String words() {
        return words;
    }

    /** The theory that a row is about. */
    enum Formula {
        DOWN,
        SKEW,
        NOTHING;

        Duration of(Timers timers) {
            return switch (this) {
                case DOWN -> timers.down();
                case SKEW -> timers.skew();
                case NOTHING -> Duration.ZERO;
            };
        }
    }

    /** What comes on top of the theory, and why. */
    enum Slack {
        TIMER,
        START,
        FAULT,
        CARRIER,
        INTERVAL
    }
}
