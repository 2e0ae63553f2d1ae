package org.keepvip.conf.language;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Broken configurations: every one gives pieces and problems, none an exception. {@code -Dkeepvip.fuzz.count} sets how many,
 * {@code -Dkeepvip.fuzz.seed} which.
 */
class FuzzTest {
    private static final int COUNT = Integer.getInteger("keepvip.fuzz.count", 10_000);
    private static final long SEED = Long.getLong("keepvip.fuzz.seed", 20261124);
    /** What means something to the language, glued in anywhere. */
    private static final List<String> TOKENS = List.of(
            "{",
            "}",
            "\"",
            "'",
            "\\",
            "#",
            "!",
            "$",
            "${",
            "@",
            "@^",
            "~SEQ(",
            "~SEQx(",
            "~LST(",
            ")",
            ",",
            "=",
            "\n",
            " ",
            "\t",
            "\r",
            "\0",
            "\\\n",
            "$A",
            "${A}",
            "$A=",
            "${_RANDOM 1 2}",
            "${_ENV A}",
            "include ",
            "includea ",
            "*",
            "?",
            "[",
            "]",
            "~",
            "../",
            "auth_pass ",
            "include_check",
            "@node ",
            "é",
            "\ud800",
            "9999999999",
            "-1",
            "0x",
            "x".repeat(1100));

    @Test
    void neverThrows() throws IOException {
        List<String> corpus = corpus();
        System.out.println("fuzz: " + COUNT + " configurations, seed " + SEED);
        for (int i = 0; i < COUNT; i++) {
            Random random = new Random(SEED + i);
            String main = mutated(corpus, random);
            String other = mutated(corpus, random);
            try {
                check(main, other);
            } catch (RuntimeException | StackOverflowError broken) {
                fail("seed " + (SEED + i) + ": " + main, broken);
            }
        }
    }

    private static void check(String main, String other) {
        MemoryFiles files = new MemoryFiles().with("a.conf", main).with("b.conf", other);
        ConfText text = ConfReader.read("a.conf", files, Surroundings.of("node"));
        assertTrue(text.problems().size() <= Budget.PROBLEMS + 1, "problems are limited");
        for (Problem problem : text.problems()) {
            assertTrue(problem.render().contains(problem.severity().word()), "a problem can be printed");
        }
        List<Problem> scriptProblems = new ArrayList<>();
        for (Piece piece : text.pieces()) {
            Location at = piece.location();
            assertTrue(
                    at.line().number() > 0 && at.column() > 0 && at.length() >= 0, "a piece has its place: " + piece);
            assertTrue(at.column() - 1 + at.length() <= at.line().text().length() + 1, "inside its line: " + piece);
            if (piece instanceof Piece.Words words) {
                ScriptWords.split(words, scriptProblems::add).forEach(word -> ScriptWords.command(word.text()));
                DidYouMean.nearest(words.keyword().text(), TOKENS);
            }
        }
        scriptProblems.forEach(Problem::render);
    }

    private static String mutated(List<String> corpus, Random random) {
        StringBuilder text = new StringBuilder(corpus.get(random.nextInt(corpus.size())));
        for (int changes = random.nextInt(20); changes >= 0; changes--) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + random.nextInt(30));
            switch (random.nextInt(5)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, TOKENS.get(random.nextInt(TOKENS.size())));
                case 2 -> text.insert(at, text.substring(at, end));
                case 3 -> text.insert(at, (char) random.nextInt(256));
                default -> {
                    String other = corpus.get(random.nextInt(corpus.size()));
                    int from = random.nextInt(other.length());
                    text.insert(at, other, from, Math.min(other.length(), from + random.nextInt(80)));
                }
            }
        }
        return text.toString();
    }

    /** The goldens, and a configuration as people write it; their bombs, which take long, left out. */
    private static List<String> corpus() throws IOException {
        List<String> corpus = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/language"))) {
            for (Path file : files.sorted().toList()) {
                if (!file.getFileName().toString().startsWith("bomb")) {
                    String text = Files.readString(file);
                    corpus.add(text.substring(0, text.indexOf("== reads ==")));
                }
            }
        }
        corpus.add("""
                ! Configuration File for keepalived
                global_defs {
                   notification_email {
                     admin@example.com
                   }
                   router_id LVS_1
                   vrrp_skip_check_adv_addr
                }
                vrrp_instance VI_1 {
                    state MASTER
                    interface eth0
                    virtual_router_id 51
                    priority 100
                    advert_int 1
                    authentication {
                        auth_type PASS
                        auth_pass 1111
                    }
                    virtual_ipaddress {
                        192.168.200.16/24 dev eth0 label eth0:1
                    }
                    notify "/etc/keepalived/notify.sh a 'b c'" root
                }
                """);
        return corpus;
    }
}
