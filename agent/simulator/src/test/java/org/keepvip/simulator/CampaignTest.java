package org.keepvip.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.keepvip.simulator.scenario.Draw;
import org.keepvip.simulator.world.Stepper;

/** Clusters of the real state machine; {@code -Dkeepvip.simulator.seeds=10000} runs more of them. */
class CampaignTest {
    private static final int SEEDS = Integer.getInteger("keepvip.simulator.seeds", 250);

    @Test
    void clustersKeepEveryPromiseAndTakeEveryRow() {
        Campaign campaign = Campaign.run(1, SEEDS, 3);
        System.out.print(campaign.report());
        assertEquals(
                List.of(), campaign.failures().stream().map(Rehearsal::first).toList());
        assertEquals(List.of(), campaign.missingRows(), "rows never taken");
    }

    @Test
    void pairsAndFivesKeepThemToo() {
        for (int nodes : new int[] {2, 5}) {
            Campaign campaign = Campaign.run(100_000, 15, nodes);
            assertEquals(
                    List.of(),
                    campaign.failures().stream().map(Rehearsal::first).toList());
        }
    }

    @Test
    void seedsThatOnceFailedPass() throws IOException {
        for (String line : regressions()) {
            String[] words = line.split(" ", 3);
            Campaign campaign = Campaign.run(Long.parseLong(words[0]), 1, Integer.parseInt(words[1]));
            assertTrue(campaign.isClean(), () -> line + "\n" + campaign.report());
        }
    }

    @Test
    void sameSeedSameRun() {
        for (long seed = 1; seed <= 5; seed++) {
            assertEquals(hash(seed), hash(seed));
            assertNotEquals(hash(seed), hash(seed + 1));
        }
    }

    @Test
    void everyRunIsLongAndFull() {
        for (long seed = 1; seed <= 50; seed++) {
            var scenario = Draw.scenario(seed, 3);
            assertTrue(scenario.faults().size() >= 10);
            assertTrue(scenario.heals() >= 600_000_000_000L);
        }
    }

    private static long hash(long seed) {
        return Rehearsal.of(Draw.scenario(seed, 3), Stepper.REAL).hash();
    }

    /** Seed, nodes, and what was wrong. */
    private static List<String> regressions() throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(CampaignTest.class.getResourceAsStream("regressions.txt")),
                StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }
}
