package org.keepvip.vrrp.bfd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keepvip.vrrp.Moment;

class SessionTest {
    private static final SessionSettings SETTINGS = settings(10, 20, 5);
    private static final Moment START = new Moment(0);

    private static SessionSettings settings(int minTx, int minRx, int multiplier) {
        return new SessionSettings(ms(minTx), ms(minRx), ms(1000), multiplier, false);
    }

    private static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }

    private static Moment at(long millis) {
        return START.plus(ms(millis));
    }

    private static ControlPacket says(SessionState state) {
        return new ControlPacket(state, 0, false, false, false, 3, 7, 1, ms(50), ms(30));
    }

    private static ControlPacket polling(ControlPacket packet, boolean poll, boolean answers) {
        return new ControlPacket(
                packet.state(),
                packet.diagnostic(),
                poll,
                answers,
                packet.demand(),
                packet.multiplier(),
                packet.myDiscriminator(),
                packet.yourDiscriminator(),
                packet.desiredMinTx(),
                packet.requiredMinRx());
    }

    private static Session.Step hears(Session session, ControlPacket packet, Moment now) {
        return session.step(SETTINGS, new SessionEvent.PacketReceived(packet), 0, now);
    }

    private static Session in(SessionState state) {
        Session session = Session.initial(SETTINGS, 1);
        return switch (state) {
            case ADMIN_DOWN ->
                session.step(SETTINGS, new SessionEvent.Stopped(), 0, START).next();
            case DOWN -> session;
            case INIT -> hears(session, says(SessionState.DOWN), START).next();
            case UP -> hears(session, says(SessionState.INIT), START).next();
        };
    }

    /** RFC 5880 section 6.8.6, each state with each that can be heard, and a neighbour that falls silent. */
    @ParameterizedTest
    @CsvSource({
        "ADMIN_DOWN, ADMIN_DOWN, ADMIN_DOWN, ADMINISTRATIVELY_DOWN",
        "ADMIN_DOWN, DOWN,       ADMIN_DOWN, ADMINISTRATIVELY_DOWN",
        "ADMIN_DOWN, INIT,       ADMIN_DOWN, ADMINISTRATIVELY_DOWN",
        "ADMIN_DOWN, UP,         ADMIN_DOWN, ADMINISTRATIVELY_DOWN",
        "DOWN,       ADMIN_DOWN, DOWN,       NONE",
        "DOWN,       DOWN,       INIT,       NONE",
        "DOWN,       INIT,       UP,         NONE",
        "DOWN,       UP,         DOWN,       NONE",
        "INIT,       ADMIN_DOWN, DOWN,       NEIGHBOUR_SIGNALLED_DOWN",
        "INIT,       DOWN,       INIT,       NONE",
        "INIT,       INIT,       UP,         NONE",
        "INIT,       UP,         UP,         NONE",
        "UP,         ADMIN_DOWN, DOWN,       NEIGHBOUR_SIGNALLED_DOWN",
        "UP,         DOWN,       DOWN,       NEIGHBOUR_SIGNALLED_DOWN",
        "UP,         INIT,       UP,         NONE",
        "UP,         UP,         UP,         NONE",
        "DOWN, nothing,      DOWN,       NONE",
        "INIT, nothing,      DOWN,       DETECTION_TIME_EXPIRED",
        "UP,  nothing,         DOWN,       DETECTION_TIME_EXPIRED",
    })
    void theStateMachine(SessionState state, String heard, SessionState next, Diagnostic diagnostic) {
        Session before = in(state);
        Session.Step step = heard.equals("nothing")
                ? before.step(SETTINGS, new SessionEvent.DeadlineReached(), 0, at(1000))
                : hears(before, says(SessionState.valueOf(heard)), at(1));
        Session after = step.next();
        assertEquals(next, after.state());
        assertEquals(diagnostic, after.diagnostic());
    }

    /** RFC 5880 section 6.8.4: their multiplier times the slower of what they send and we hear. */
    @Test
    void theDetectionTimeIsTheNeighbours() {
        Session up = in(SessionState.UP);
        assertEquals(at(150), up.detection());
        Session refreshed = hears(up, says(SessionState.UP), at(40)).next();
        assertEquals(at(190), refreshed.detection());
        assertEquals(
                SessionState.UP,
                refreshed
                        .step(SETTINGS, new SessionEvent.DeadlineReached(), 0, at(189))
                        .next()
                        .state());
        Session.Step dead = refreshed.step(SETTINGS, new SessionEvent.DeadlineReached(), 0, at(190));
        assertEquals(SessionState.DOWN, dead.next().state());
        assertEquals(Optional.empty(), dead.next().neighbour(), "its discriminator is not known any more");
        assertEquals(0, dead.packets().getFirst().yourDiscriminator());
        assertEquals(1, dead.packets().getFirst().diagnostic());
    }

    /** RFC 5880 section 6.8.3: a packet a second until both are up. */
    @Test
    void aSessionThatIsNotUpIsSlow() {
        Session.Step begun = Session.initial(SETTINGS, 1).step(SETTINGS, new SessionEvent.Begun(), 0, START);
        ControlPacket first = begun.packets().getFirst();
        assertEquals(new ControlPacket(SessionState.DOWN, 0, false, false, false, 5, 1, 0, ms(1000), ms(20)), first);
        assertEquals(at(750), begun.next().nextTransmission());
        assertEquals(at(750), in(SessionState.INIT).nextTransmission());
        Session.Step up = hears(in(SessionState.INIT), says(SessionState.UP), START);
        assertEquals(ms(10), up.packets().getFirst().desiredMinTx());
        // 30 ms is as often as the neighbour can hear.
        assertEquals(START.plus(Duration.ofNanos(22_500_000)), up.next().nextTransmission());
    }

    /** RFC 5880 section 6.8.7: less by up to a quarter, and by a tenth at least when each packet counts. */
    @Test
    void intervalsAreJittered() {
        for (double dice : new double[] {0, 0.5, 0.999}) {
            assertEquals(750 + dice * 250, millisToNext(5, dice), 0.01);
            assertEquals(750 + dice * 150, millisToNext(1, dice), 0.01);
        }
    }

    private static double millisToNext(int multiplier, double dice) {
        SessionSettings settings = settings(10, 20, multiplier);
        Session session = Session.initial(settings, 1)
                .step(settings, new SessionEvent.Begun(), dice, START)
                .next();
        return session.nextTransmission().nanos() / 1e6;
    }

    /** RFC 5880 section 6.5. */
    @Test
    void aPollIsAnsweredAtOnce() {
        Session.Step step = hears(in(SessionState.UP), polling(says(SessionState.UP), true, false), at(1));
        assertEquals(1, step.packets().size());
        assertTrue(step.packets().getFirst().answersPoll());
        assertFalse(step.packets().getFirst().poll());
        assertEquals(in(SessionState.UP).nextTransmission(), step.next().nextTransmission());
    }

    @Test
    void aSessionPollsWhenItComesUpUntilItIsAnswered() {
        Session up = in(SessionState.UP);
        assertTrue(up.polling());
        Session.Step periodic = up.step(SETTINGS, new SessionEvent.DeadlineReached(), 0, up.nextTransmission());
        assertTrue(periodic.packets().getFirst().poll());
        Session.Step answered = hears(up, polling(says(SessionState.UP), false, true), at(1));
        assertFalse(answered.next().polling());
        Session next = answered.next();
        assertFalse(next.step(SETTINGS, new SessionEvent.DeadlineReached(), 0, next.nextTransmission())
                .packets()
                .getFirst()
                .poll());
    }

    /** RFC 5880 section 6.8.3: neither side may be too slow for the other before it knows. */
    @Test
    void whatASlowerIntervalNeedsTheNeighbourIsToKnowFirst() {
        Session up = hears(in(SessionState.UP), polling(says(SessionState.UP), false, true), at(1))
                .next();
        SessionSettings slower = settings(500, 5, 5);
        Session.Step told = up.step(slower, new SessionEvent.Reconfigured(), 0, at(2));
        assertTrue(told.packets().getFirst().poll());
        assertEquals(ms(500), told.packets().getFirst().desiredMinTx());
        assertEquals(ms(5), told.packets().getFirst().requiredMinRx());
        assertEquals(ms(10), told.next().transmits());
        assertEquals(ms(20), told.next().hears());
        Session known = told.next()
                .step(slower, new SessionEvent.PacketReceived(polling(says(SessionState.UP), false, true)), 0, at(3))
                .next();
        assertEquals(ms(500), known.transmits());
        assertEquals(ms(5), known.hears());
        SessionSettings faster = settings(1, 100, 5);
        Session.Step sooner = up.step(faster, new SessionEvent.Reconfigured(), 0, at(2));
        assertEquals(ms(1), sooner.next().transmits());
        assertEquals(ms(100), sooner.next().hears());
        assertTrue(sooner.next().polling());
    }

    /** RFC 5880 section 6.1: passive means not to begin. */
    @Test
    void aPassiveSessionOnlyAnswers() {
        SessionSettings passive = new SessionSettings(ms(10), ms(20), ms(1000), 5, true);
        Session.Step begun = Session.initial(passive, 1).step(passive, new SessionEvent.Begun(), 0, START);
        assertEquals(List.of(), begun.packets());
        assertEquals(Moment.NEVER, begun.next().deadline());
        Session.Step heard =
                begun.next().step(passive, new SessionEvent.PacketReceived(says(SessionState.DOWN)), 0, at(1));
        assertEquals(SessionState.INIT, heard.packets().getFirst().state());
        Session.Step dead = heard.next().step(passive, new SessionEvent.DeadlineReached(), 0, at(1000));
        assertEquals(List.of(), dead.packets());
        assertEquals(Moment.NEVER, dead.next().deadline());
    }

    /** RFC 5880 section 6.8.7: to who wants to hear nothing, or nothing more, nothing is sent. */
    @Test
    void aNeighbourMayAskForSilence() {
        ControlPacket none = new ControlPacket(SessionState.UP, 0, false, true, false, 3, 7, 1, ms(50), Duration.ZERO);
        assertEquals(
                Moment.NEVER, hears(in(SessionState.UP), none, at(1)).next().nextTransmission());
        ControlPacket demand = new ControlPacket(SessionState.UP, 0, false, true, true, 3, 7, 1, ms(50), ms(30));
        Session silent = hears(in(SessionState.UP), demand, at(1)).next();
        assertEquals(Moment.NEVER, silent.nextTransmission());
        Session again = hears(silent, says(SessionState.UP), at(2)).next();
        assertEquals(at(2).plus(Duration.ofNanos(22_500_000)), again.nextTransmission());
    }

    @Test
    void stoppedItSaysSoOnceAndHearsNothingMore() {
        Session.Step stopped = in(SessionState.UP).step(SETTINGS, new SessionEvent.Stopped(), 0, at(1));
        assertEquals(1, stopped.packets().size());
        assertEquals(SessionState.ADMIN_DOWN, stopped.packets().getFirst().state());
        assertEquals(7, stopped.packets().getFirst().diagnostic());
        assertEquals(Moment.NEVER, stopped.next().nextTransmission());
    }

    /** Two sessions over a network that loses packets: they come up, stay up, and fall within the detection time. */
    @Test
    void twoSessionsFindEachOtherAndNoticeSilence() {
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Link link =
                    new Link(random, settings(10, 10, 5), settings(random.nextInt(1, 50), random.nextInt(1, 50), 3));
            link.run(5_000, 0.05);
            assertTrue(link.bothUp(), "seed " + seed);
            link.run(1_000, 0);
            assertTrue(link.bothUp() && !link.left.polling() && !link.right.polling(), "seed " + seed);
            Moment cut = link.now;
            link.run(1_000, 1);
            assertTrue(
                    link.left.state() == SessionState.DOWN && link.right.state() == SessionState.DOWN, "seed " + seed);
            Duration limit = ms(5 * 50 + 1);
            assertTrue(cut.until(link.leftFell).compareTo(limit) <= 0, "seed " + seed);
            assertTrue(cut.until(link.rightFell).compareTo(limit) <= 0, "seed " + seed);
        }
    }

    /** Virtual time in milliseconds; packets take none. */
    private static final class Link {
        private final SplittableRandom random;
        private final SessionSettings leftSettings;
        private final SessionSettings rightSettings;
        private Session left;
        private Session right;
        private Moment now = START;
        private Moment leftFell = Moment.NEVER;
        private Moment rightFell = Moment.NEVER;

        private Link(SplittableRandom random, SessionSettings leftSettings, SessionSettings rightSettings) {
            this.random = random;
            this.leftSettings = leftSettings;
            this.rightSettings = rightSettings;
            left = Session.initial(leftSettings, 1)
                    .step(leftSettings, new SessionEvent.Begun(), 0, now)
                    .next();
            right = Session.initial(rightSettings, 2)
                    .step(rightSettings, new SessionEvent.Begun(), 0, now)
                    .next();
        }

        private boolean bothUp() {
            return left.state() == SessionState.UP && right.state() == SessionState.UP;
        }

        private void run(int millis, double loss) {
            for (int i = 0; i < millis; i++) {
                now = now.plus(ms(1));
                deliver(true, new SessionEvent.DeadlineReached(), loss);
                deliver(false, new SessionEvent.DeadlineReached(), loss);
            }
        }

        private void deliver(boolean toLeft, SessionEvent event, double loss) {
            Session before = toLeft ? left : right;
            Session.Step step = before.step(toLeft ? leftSettings : rightSettings, event, random.nextDouble(), now);
            if (toLeft) {
                left = step.next();
                leftFell = fell(before, left, leftFell);
            } else {
                right = step.next();
                rightFell = fell(before, right, rightFell);
            }
            for (ControlPacket packet : new ArrayList<>(step.packets())) {
                if (random.nextDouble() >= loss) {
                    deliver(!toLeft, new SessionEvent.PacketReceived(packet), loss);
                }
            }
        }

        private Moment fell(Session before, Session after, Moment last) {
            return before.state() == SessionState.UP && after.state() == SessionState.DOWN ? now : last;
        }
    }
}
