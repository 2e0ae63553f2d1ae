package org.keepvip.bench.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Cells side by side: each in its own lab, a fixed number at a time, so that timing stays honest on a small machine. */
final class Lanes {
    private static final int WIDTH = Integer.getInteger("keepvip.matrix.lanes", 8);

    private Lanes() {}

    static Stream<DynamicTest> play(List<Cell> cells) {
        ExecutorService lanes = Executors.newFixedThreadPool(WIDTH);
        List<DynamicTest> tests = new ArrayList<>();
        for (Cell cell : cells) {
            Future<String> result = lanes.submit(() -> Play.failure(cell));
            tests.add(DynamicTest.dynamicTest(cell.toString(), () -> assertEquals("", result.get())));
        }
        lanes.shutdown();
        return tests.stream();
    }
}
