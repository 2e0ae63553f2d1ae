package org.keepvip.bench.matrix;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.keepvip.bench.router.Implementation;

/** keepalived with keepalived and with FRR: proves the lab, its judges and its windows on routers that are known to be right. */
@Tag("peers")
class KeepalivedAloneTest {
    @TestFactory
    Stream<DynamicTest> keepalivedWithKeepalived() {
        return Lanes.play(Cell.of(Implementation.KEEPALIVED, Implementation.KEEPALIVED));
    }

    @TestFactory
    Stream<DynamicTest> keepalivedWithFrr() {
        return Lanes.play(Cell.of(Implementation.KEEPALIVED, Implementation.FRR));
    }
}
