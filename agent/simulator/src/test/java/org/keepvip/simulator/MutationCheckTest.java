package org.keepvip.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.keepvip.simulator.mutant.Mutant;
import org.keepvip.simulator.property.Property;
import org.keepvip.simulator.scenario.Draw;
import org.keepvip.simulator.scenario.Scenario;

/** A checker is worth something when it catches a state machine that breaks its property. */
class MutationCheckTest {
    private static final int MOST_SEEDS = 150;

    @Test
    void everyMutantIsCaughtByItsChecker() {
        MutationCheck check = MutationCheck.run(1, MOST_SEEDS, 3);
        System.out.print(check.report());
        assertEquals(List.of(), check.escaped());
    }

    @Test
    void everyPropertyHasAMutant() {
        Set<Property> unchecked = EnumSet.allOf(Property.class);
        for (Mutant mutant : Mutant.ALL) {
            unchecked.remove(mutant.broken());
        }
        assertEquals(Set.of(), unchecked);
    }

    @Test
    void aFailureShrinksToTheFaultsItNeeds() {
        Mutant mutant = Mutant.named("RELEASES_FIRST");
        Scenario whole = Draw.scenario(1, 3);
        Scenario shrunk = Shrinking.of(whole, Property.RELEASE_AFTER_REMOVAL, mutant);
        assertEquals(1, shrunk.faults().size(), shrunk.faults()::toString);
        assertTrue(Rehearsal.of(shrunk, mutant).violations().containsKey(Property.RELEASE_AFTER_REMOVAL));
    }
}
