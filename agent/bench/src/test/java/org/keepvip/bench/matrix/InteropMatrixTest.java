package org.keepvip.bench.matrix;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.keepvip.bench.router.Implementation;

/** The packaged KeepVIP with each peer, on each side, in every form that the peer speaks. */
@Tag("root")
@ExtendWith(RootCondition.class)
class InteropMatrixTest {
    @TestFactory
    Stream<DynamicTest> withKeepalived() {
        return Lanes.play(Cell.of(Implementation.KEEPVIP, Implementation.KEEPALIVED));
    }

    @TestFactory
    Stream<DynamicTest> withFrr() {
        return Lanes.play(Cell.of(Implementation.KEEPVIP, Implementation.FRR));
    }
}
