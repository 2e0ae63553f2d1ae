package org.keepvip.vrrp.reception;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.address.Prefix;
import org.keepvip.vrrp.Settings;
import org.keepvip.vrrp.Vectors;

/** Every mutated advert gets the verdict that the list gives it, by default and under strict reception. */
class NegativeVectorsTest {
    /**
     * Adverts of a lower priority that a BACKUP with preemption discards, its timer running on. That is the state
     * machine's R: the advert itself is sound, and a MASTER must hear it.
     */
    private static final Set<String> DISCARDED_BY_THE_ELECTION =
            Set.of("v2_prio_99_(lower,_preempt)", "v3_prio_99_(lower,_preempt)");

    /** The AH sequence number that each router has processed before. */
    private static final Map<String, Integer> PROCESSED =
            Map.of("v2_AH_same_seq_(replay)", 7, "v2_AH_replay_with_other_IP_source_MAC_only", 9);

    static List<Vectors.Negative> negatives() {
        return Vectors.negatives();
    }

    @Test
    void allAreThere() {
        List<Vectors.Negative> negatives = negatives();
        assertEquals(95, negatives.size());
        assertTrue(negatives.stream().map(Vectors.Negative::id).toList().containsAll(DISCARDED_BY_THE_ELECTION));
        assertTrue(negatives.stream().map(Vectors.Negative::id).toList().containsAll(PROCESSED.keySet()));
    }

    @ParameterizedTest
    @MethodSource("negatives")
    void defaultReception(Vectors.Negative vector) {
        verdict(vector, vector.settings(), vector.accepted());
    }

    @ParameterizedTest
    @MethodSource("negatives")
    void strictReception(Vectors.Negative vector) {
        verdict(vector, vector.strictSettings(), vector.acceptedWhenStrict());
    }

    private static void verdict(Vectors.Negative vector, Settings settings, boolean listed) {
        Verdict verdict = new ReceiveChecks(settings).check(standing(vector), Receiver.UNSIGNED, vector.datagram());
        boolean expected = listed || DISCARDED_BY_THE_ELECTION.contains(vector.id());
        assertEquals(expected, verdict instanceof Verdict.Accepted, verdict::toString);
    }

    private static Standing standing(Vectors.Negative vector) {
        boolean four = vector.settings().family() == Family.IPV4;
        return new Standing(
                false,
                Optional.of(IpAddress.literal(four ? "10.99.0.2" : "fe80::2")),
                List.of(new Prefix(IpAddress.literal(four ? "10.99.0.2" : "fe80::2"), four ? 24 : 64)),
                PROCESSED.getOrDefault(vector.id(), 0));
    }
}
