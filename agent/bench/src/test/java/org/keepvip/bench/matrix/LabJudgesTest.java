package org.keepvip.bench.matrix;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.keepvip.bench.router.Implementation;
import org.keepvip.bench.router.Protocol;

/** keepalived on both sides: the lab, its judges and its windows must find a router right that is known to be. */
@Tag("root")
@ExtendWith(RootCondition.class)
class LabJudgesTest {
    @TestFactory
    Stream<DynamicTest> keepalivedWithItself() {
        return Lanes.play(Cell.of(Implementation.KEEPALIVED, Implementation.KEEPALIVED).stream()
                .filter(cell -> cell.protocol() == Protocol.V3_IPV4)
                .toList());
    }
}
