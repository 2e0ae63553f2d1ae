package org.keepvip.bench.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.keepvip.bench.router.Implementation;
import org.keepvip.bench.router.Protocol;
import org.keepvip.bench.router.Transport;

/** A MASTER that the machine stops for ten seconds and lets go again. */
@Tag("root")
@ExtendWith(RootCondition.class)
class FrozenMasterTest {
    private static final Duration FROZEN = Duration.ofSeconds(10);
    private static final Duration GONE = Duration.ofMillis(50);
    /** The probes come every 10 ms; the kernel's answer to the last of them may be under way. */
    private static final Duration PROBE = Duration.ofMillis(12);

    @Test
    void yieldsWithoutAWordToTheBetterPeerThatTookOver() {
        try (Stage stage = new Stage(cell(Implementation.KEEPALIVED, Implementation.KEEPVIP, Scenario.NOPREEMPT))) {
            stage.advert(Side.RIGHT, stage.start(Side.RIGHT));
            stage.start(Side.LEFT);
            Instant thawed = freeze(stage, Side.RIGHT);
            stage.watch(Duration.ofSeconds(3));
            assertEquals(List.of(), stage.adverts(Side.RIGHT, thawed), () -> "right spoke\n" + stage.story());
            assertEquals(
                    0,
                    stage.answers(Side.RIGHT, gone(thawed)),
                    () -> "right still answered 50 ms after it went on\n" + stage.story());
            assertTrue(stage.holds(Side.LEFT), stage::story);
            assertTrue(!stage.holds(Side.RIGHT), stage::story);
        }
    }

    /** Until it wins them back in an ordinary election, the addresses are the peer's alone. */
    @Test
    void yieldsWithoutAWordToTheLesserPeerThatTookOver() {
        Cell cell = cell(Implementation.KEEPVIP, Implementation.KEEPALIVED, Scenario.ONE_MASTER);
        try (Stage stage = new Stage(cell)) {
            stage.advert(Side.LEFT, stage.start(Side.LEFT));
            stage.start(Side.RIGHT);
            Instant thawed = freeze(stage, Side.LEFT);
            stage.watch(cell.interval().multipliedBy(2));
            assertEquals(List.of(), stage.adverts(Side.LEFT, thawed), () -> "left spoke\n" + stage.story());
            assertEquals(
                    0,
                    stage.answers(Side.LEFT, thawed.plus(GONE).plus(PROBE)),
                    () -> "left still answered 50 ms after it went on\n" + stage.story());
            assertTrue(!stage.holds(Side.LEFT), stage::story);
            stage.advert(Side.LEFT, thawed);
            stage.watch(cell.interval());
            Instant now = Instant.now();
            stage.watch(cell.interval().multipliedBy(2));
            assertEquals(List.of(), stage.adverts(Side.RIGHT, now), () -> "two MASTERs\n" + stage.story());
        }
    }

    @Test
    void goesOnWhenItIsAlone() {
        try (Stage stage = new Stage(cell(Implementation.KEEPVIP, Implementation.KEEPALIVED, Scenario.ONE_MASTER))) {
            stage.advert(Side.LEFT, stage.start(Side.LEFT));
            stage.watch(Duration.ofSeconds(2));
            stage.moment(stage.router(Side.LEFT).freeze(), "left is frozen");
            stage.watch(FROZEN);
            Instant thawed = stage.moment(stage.router(Side.LEFT).thaw(), "left goes on");
            stage.advert(Side.LEFT, thawed);
            stage.watch(Duration.ofSeconds(2));
            assertTrue(stage.adverts(Side.LEFT, thawed).size() >= 2, stage::story);
            assertTrue(stage.holds(Side.LEFT), stage::story);
        }
    }

    /** Freezes a MASTER for ten seconds, in which the other side takes over, and lets it go on; the moment of that. */
    private static Instant freeze(Stage stage, Side side) {
        stage.watch(Duration.ofSeconds(2));
        Instant frozen = stage.moment(stage.router(side).freeze(), side + " is frozen");
        stage.advert(side.other(), frozen);
        stage.watch(FROZEN.minus(Duration.between(frozen, Instant.now())));
        return stage.moment(stage.router(side).thaw(), side + " goes on");
    }

    /** From when on nothing may be answered: what the machine kept everybody waiting after the thaw is not the router's. */
    private static Instant gone(Instant thawed) {
        return thawed.plus(GONE).plus(PROBE).plus(Stalls.between(thawed, thawed.plus(GONE.multipliedBy(4))));
    }

    private static Cell cell(Implementation left, Implementation right, Scenario scenario) {
        return new Cell(left, right, Protocol.V2_NONE, Transport.MULTICAST, scenario);
    }
}
