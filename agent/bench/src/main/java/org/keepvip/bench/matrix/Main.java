package org.keepvip.bench.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.keepvip.bench.router.Implementation;

/** Plays cells from the command line: {@code matrix ONE OTHER [word ...]} plays those whose text has every word. */
public final class Main {
    private Main() {}

    /** Two implementations, then words that a cell's text must contain. */
    public static void main(String[] arguments) throws InterruptedException, ExecutionException {
        Implementation one = Implementation.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        Implementation other = Implementation.valueOf(arguments[1].toUpperCase(Locale.ROOT));
        List<String> words = List.of(arguments).subList(2, arguments.length);
        List<Cell> cells = Cell.of(one, other).stream()
                .filter(cell -> words.stream().allMatch(cell.toString()::contains))
                .toList();
        int wrong = 0;
        try (ExecutorService lanes = Executors.newFixedThreadPool(Integer.getInteger("keepvip.matrix.lanes", 8))) {
            List<Future<String>> results = new ArrayList<>();
            cells.forEach(cell -> results.add(lanes.submit(() -> Play.failure(cell))));
            for (int i = 0; i < cells.size(); i++) {
                String failure = results.get(i).get();
                System.out.println((failure.isEmpty() ? "ok    " : "WRONG ") + cells.get(i));
                System.out.print(failure);
                wrong += failure.isEmpty() ? 0 : 1;
            }
        }
        System.out.printf("%d cells, %d wrong%n", cells.size(), wrong);
        System.exit(wrong == 0 ? 0 : 1);
    }
}
