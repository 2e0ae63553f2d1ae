package org.keepvip.conf.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.keepvip.conf.keyword.Dump;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.language.Problem;

/**
 * Whatever a file says, reading it ends in a configuration and a list of problems, never in an exception. The golden
 * files are the seeds; {@code -Dkeepvip.fuzz=N} sets the number of mutants.
 */
class MutationTest {
    private static final int MUTANTS = Integer.getInteger("keepvip.fuzz", 10_000);

    @Test
    void noMutantThrows() throws IOException {
        List<String> seeds = seeds();
        List<String> words = seeds.stream()
                .flatMap(seed -> Stream.of(seed.split("\\s+")))
                .distinct()
                .toList();
        SplittableRandom random = new SplittableRandom(20261124);
        for (int i = 0; i < MUTANTS; i++) {
            String text = seeds.get(random.nextInt(seeds.size()));
            for (int changes = 1 + random.nextInt(6); changes > 0; changes--) {
                text = mutated(text, words, random);
            }
            read(text, i);
        }
    }

    @Test
    void whatWasReadOnceReadsTheSame() throws IOException {
        for (String seed : seeds()) {
            assertEquals(
                    InMemory.read("a.conf", seed).configuration(),
                    InMemory.read("b.conf", "\n# moved\n" + seed).configuration());
        }
    }

    private static void read(String text, int mutant) {
        try {
            Reading reading = InMemory.read("mutant.conf", text);
            Dump.of(reading.configuration());
            reading.problems().forEach(Problem::render);
            Kind.exitCode(reading.problems());
        } catch (RuntimeException bug) {
            fail("mutant " + mutant + ":\n" + text, bug);
        }
    }

    private static String mutated(String text, List<String> words, SplittableRandom random) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        if (lines.isEmpty()) {
            return words.get(random.nextInt(words.size()));
        }
        int at = random.nextInt(lines.size());
        switch (random.nextInt(8)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, lines.get(random.nextInt(lines.size())));
            case 2 -> lines.set(at, lines.get(at) + " " + words.get(random.nextInt(words.size())));
            case 3 -> lines.set(at, words.get(random.nextInt(words.size())));
            case 4 -> lines.set(at, lines.get(at).replaceFirst("\\s*\\S+\\s*$", ""));
            case 5 -> lines.set(at, lines.get(at).replaceAll("\\d", Integer.toString(random.nextInt(1000))));
            case 6 -> lines.set(at, inserted(lines.get(at), random));
            default -> lines.set(at, lines.get(at).replace('{', '}'));
        }
        return String.join("\n", lines);
    }

    private static String inserted(String line, SplittableRandom random) {
        String noise = "{}\"'\\$~@!# \t\u0000\u00e9:/.-";
        int at = random.nextInt(line.length() + 1);
        return line.substring(0, at) + noise.charAt(random.nextInt(noise.length())) + line.substring(at);
    }

    private static List<String> seeds() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/goldens"))) {
            List<String> seeds = new ArrayList<>();
            for (Path file : files.filter(name -> name.toString().endsWith(".conf"))
                    .sorted()
                    .toList()) {
                seeds.add(Files.readString(file));
            }
            return seeds;
        }
    }
}
