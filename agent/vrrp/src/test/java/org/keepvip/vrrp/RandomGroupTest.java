package org.keepvip.vrrp;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keepvip.vrrp.group.SyncRules;

/** Groups at random keep together, {@code -Dkeepvip.random.groups=100000} for more of them; one that obeys less does not. */
class RandomGroupTest {
    private static final int GROUPS = Integer.getInteger("keepvip.random.groups", 300);
    private static final int EVENTS = 300;

    @Test
    void noSequenceOfEventsPartsAGroup() {
        play(GROUPS, orders -> orders);
    }

    /** An order that is never obeyed, one kind of each. */
    static Stream<Class<? extends Event>> orders() {
        return Stream.of(Event.GroupYielded.class, Event.GroupFaultsChanged.class);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void aGroupThatObeysLessParts(Class<? extends Event> disobeyed) {
        assertThrows(AssertionError.class, () -> play(50, without(order -> disobeyed.isInstance(order.event()))));
    }

    @Test
    void aGroupOfWhichOneIsForgottenParts() {
        assertThrows(AssertionError.class, () -> play(50, without(order -> order.member() == 1)));
    }

    private static UnaryOperator<List<SyncRules.Order>> without(Predicate<SyncRules.Order> dropped) {
        return orders -> orders.stream().filter(order -> !dropped.test(order)).toList();
    }

    private static void play(int groups, UnaryOperator<List<SyncRules.Order>> rules) {
        for (int seed = 0; seed < groups; seed++) {
            try {
                RandomGroup group = new RandomGroup(seed, rules);
                for (int i = 0; i < EVENTS; i++) {
                    group.happen();
                }
                assertTrue(group.seen() > 10, "nothing happened");
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }
}
