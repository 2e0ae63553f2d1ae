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
    void yieldsWithoutAWordToThePeerThatTookOver() {
        Cell cell = cell();
        try (Stage stage = new Stage(cell)) {
            stage.advert(Side.LEFT, stage.start(Side.LEFT));
            stage.start(Side.RIGHT);
            stage.watch(Duration.ofSeconds(2));
            Instant frozen = stage.moment(stage.router(Side.LEFT).freeze(), "left is frozen");
            stage.advert(Side.RIGHT, frozen);
            stage.watch(FROZEN.minus(Duration.between(frozen, Instant.now())));
            Instant thawed = stage.moment(stage.router(Side.LEFT).thaw(), "left goes on");
            stage.watch(Duration.ofSeconds(3));
            assertEquals(List.of(), stage.adverts(Side.LEFT, frozen), () -> "left spoke\n" + stage.story());
            assertEquals(
                    0,
                    stage.answers(Side.LEFT, thawed.plus(GONE).plus(PROBE)),
                    () -> "left still answered 50 ms after it went on\n" + stage.story());
            assertTrue(stage.holds(Side.RIGHT), stage::story);
            assertTrue(!stage.holds(Side.LEFT), stage::story);
        }
    }

    @Test
    void goesOnWhenItIsAlone() {
        try (Stage stage = new Stage(cell())) {
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

    private static Cell cell() {
        return new Cell(
                Implementation.KEEPVIP,
                Implementation.KEEPALIVED,
                Protocol.V2_NONE,
                Transport.MULTICAST,
                Scenario.ONE_MASTER);
    }
}
