package org.keepvip.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.keepvip.bench.lab.Command;
import org.keepvip.bench.lab.LabException;
import org.keepvip.bench.router.Implementation;

/** {@code measure.Main [full] [keepalived] [keepvip] [word ...]}: prints the table; words choose among the experiments' titles. */
public final class Main {
    private Main() {}

    /** See the class. */
    public static void main(String[] arguments) {
        List<String> words = new ArrayList<>(List.of(arguments));
        boolean quick = !words.remove("full");
        List<Implementation> who = implementations(words);
        Figures figures = new Figures();
        int failed = 0;
        for (Experiment experiment : experiments()) {
            if (words.stream().allMatch(experiment.title()::contains)) {
                System.err.println(experiment.title() + " ...");
                for (Implementation one : who) {
                    failed += attempt(experiment, one, figures, quick);
                }
            }
        }
        System.out.printf("%s, %s, %s%n%n", LocalDate.now(ZoneOffset.UTC), quick ? "quick" : "full", machine());
        System.out.println(Row.HEADER);
        figures.rows().forEach(System.out::println);
        System.exit(failed == 0 ? 0 : 1);
    }

    private static List<Experiment> experiments() {
        Duration tenth = Duration.ofMillis(100);
        Duration hundredth = Duration.ofMillis(10);
        Duration second = Duration.ofSeconds(1);
        return List.of(
                new Detection(second),
                new Detection(tenth),
                new Detection(hundredth),
                new Takeover(1),
                new Takeover(100),
                new Takeover(1000),
                new Takeover(4000),
                new Load(1, second, "", ""),
                new Load(255, second, "", ""),
                new Load(255, tenth, "≤ 1.0×", "≤ 1.5×"),
                new Load(255, hundredth, "≤ 0.5×", ""),
                new Load(1000, tenth, "", ""),
                new Garbage(),
                new Hogs(),
                new Starts());
    }

    private static int attempt(Experiment experiment, Implementation who, Figures figures, boolean quick) {
        try {
            experiment.run(who, figures, quick);
            return 0;
        } catch (LabException e) {
            System.err.println("    " + who + ": " + e.getMessage());
            return 1;
        }
    }

    private static List<Implementation> implementations(List<String> words) {
        List<Implementation> chosen = new ArrayList<>();
        for (Implementation one : List.of(Implementation.KEEPALIVED, Implementation.KEEPVIP)) {
            if (words.remove(one.toString().toLowerCase(Locale.ROOT))) {
                chosen.add(one);
            }
        }
        return chosen.isEmpty() ? List.of(Implementation.KEEPALIVED, Implementation.KEEPVIP) : chosen;
    }

    private static String machine() {
        String model = "unknown processor";
        try {
            model = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(model);
        } catch (IOException unreadable) {
            // The table is worth printing without the processor's name.
            return model;
        }
        return "%d × %s, Linux %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        model,
                        Command.of("uname", "-r").output().strip());
    }
}
