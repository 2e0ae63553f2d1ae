package org.keepvip.conf.keyword;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.keepvip.conf.language.ConfReader;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.language.Location;
import org.keepvip.conf.language.Problem;
import org.keepvip.conf.language.SourceFiles;
import org.keepvip.conf.language.Surroundings;
import org.keepvip.conf.model.AddressLine;
import org.keepvip.conf.model.Authentication;
import org.keepvip.conf.model.BfdInstance;
import org.keepvip.conf.model.GarpGroup;
import org.keepvip.conf.model.GlobalDefs;
import org.keepvip.conf.model.ProcessLayout;
import org.keepvip.conf.model.SyncGroup;
import org.keepvip.conf.model.TrackFile;
import org.keepvip.conf.model.TrackProcess;
import org.keepvip.conf.model.Tracked;
import org.keepvip.conf.model.TrackedInterface;
import org.keepvip.conf.model.UnicastPeer;
import org.keepvip.conf.model.VrrpInstance;
import org.keepvip.conf.model.VrrpScript;

/** Each keyword of the vocabulary, by its annotation alone: both ends of its range, what lies beyond, its default. */
class RangesTest {
    private static final List<Class<? extends Record>> BLOCKS = List.of(
            GlobalDefs.class,
            VrrpInstance.class,
            Authentication.class,
            VrrpScript.class,
            TrackFile.class,
            TrackProcess.class,
            BfdInstance.class,
            SyncGroup.class,
            GarpGroup.class,
            ProcessLayout.class);
    private static final List<Class<? extends Record>> LINES =
            List.of(UnicastPeer.class, TrackedInterface.class, AddressLine.class, Tracked.class);

    @TestFactory
    Stream<DynamicTest> rangesOfKeywords() {
        return BLOCKS.stream()
                .flatMap(type -> numbers(type)
                        .map(keyword -> DynamicTest.dynamicTest(
                                type.getSimpleName() + " " + keyword.value(), () -> keywordRange(type, keyword))));
    }

    @TestFactory
    Stream<DynamicTest> rangesOfLineOptions() {
        return LINES.stream()
                .flatMap(type -> numbers(type)
                        .map(keyword -> DynamicTest.dynamicTest(
                                type.getSimpleName() + " " + keyword.value(), () -> optionRange(type, keyword))));
    }

    @Test
    void manyKeywordsHaveARange() {
        assertTrue(BLOCKS.stream().flatMap(RangesTest::numbers).count() > 30);
    }

    @Test
    void everyKeywordHasHelpThatEndsInAStop() {
        Stream.concat(BLOCKS.stream(), LINES.stream())
                .flatMap(RangesTest::keywords)
                .forEach(keyword -> assertTrue(keyword.help().endsWith("."), keyword.value()));
    }

    @Test
    void everyDefaultIsOneOfItsKeywordsValues() {
        for (Class<? extends Record> type : BLOCKS) {
            Map<String, Object> inherited = type == VrrpInstance.class || type == SyncGroup.class
                    ? Vocabulary.of(GlobalDefs.class)
                            .values(draft(GlobalDefs.class, "", new Problems()).build(Map.of()))
                    : Map.of();
            assertEquals(type, draft(type, "", new Problems()).build(inherited).getClass());
        }
    }

    private static void keywordRange(Class<? extends Record> type, Keyword keyword) {
        assertEquals(List.of(), problems(type, keyword.value() + " " + keyword.min()), "the least value");
        assertEquals(List.of(), problems(type, keyword.value() + " " + keyword.max()), "the largest value");
        assertNotEquals(
                value(type, keyword, keyword.min()), value(type, keyword, keyword.max()), "the value that is read");
        for (String beyond : List.of(step(keyword, keyword.min(), -1), step(keyword, keyword.max(), 1), "x", "1x")) {
            List<Problem> problems = problems(type, keyword.value() + " " + beyond);
            assertEquals(1, problems.size(), beyond);
            assertEquals(Kind.INVALID_NUMBER, problems.getFirst().kind(), beyond);
        }
        assertEquals(
                keyword.bare().isEmpty() ? List.of(Kind.MISSING_PARAMETER) : List.of(),
                problems(type, keyword.value()).stream().map(Problem::kind).toList());
    }

    private static void optionRange(Class<? extends Record> type, Keyword keyword) {
        String first = type == TrackedInterface.class || type == Tracked.class ? "eth0 " : "192.0.2.1 ";
        assertEquals(List.of(), lineProblems(type, first + keyword.value() + " " + keyword.min()));
        assertEquals(List.of(), lineProblems(type, first + keyword.value() + " " + keyword.max()));
        for (String beyond : List.of(step(keyword, keyword.min(), -1), step(keyword, keyword.max(), 1), "x")) {
            assertEquals(
                    List.of(Kind.INVALID_NUMBER),
                    lineProblems(type, first + keyword.value() + " " + beyond).stream()
                            .map(Problem::kind)
                            .toList(),
                    beyond);
        }
    }

    private static String step(Keyword keyword, String end, int direction) {
        BigDecimal smallest = BigDecimal.ONE.movePointLeft(keyword.decimals());
        return new BigDecimal(end)
                .add(smallest.multiply(BigDecimal.valueOf(direction)))
                .toPlainString();
    }

    private static Object value(Class<? extends Record> type, Keyword keyword, String argument) {
        return draft(type, keyword.value() + " " + argument, new Problems())
                .written(keyword.value(), Object.class)
                .orElseThrow();
    }

    private static List<Problem> problems(Class<? extends Record> type, String text) {
        Problems problems = new Problems();
        draft(type, text, problems);
        return problems.found();
    }

    private static <R extends Record> Draft<R> draft(Class<R> type, String text, Problems problems) {
        Vocabulary<R> vocabulary = Vocabulary.of(type);
        List<Statement> statements = Statements.nest(
                ConfReader.read("test.conf", SourceText.of(text), Surroundings.of("node"))
                        .pieces(),
                _ -> false,
                problems);
        return new BlockReader(vocabulary, problems).read(vocabulary, "test", Location.whole("test.conf"), statements);
    }

    private static List<Problem> lineProblems(Class<? extends Record> type, String text) {
        Problems problems = new Problems();
        Keyword list = keywords(VrrpInstance.class)
                .filter(keyword -> keyword.value().equals("unicast_peer"))
                .findFirst()
                .orElseThrow();
        List<Statement> statements = Statements.nest(
                ConfReader.read("test.conf", SourceText.of(text), Surroundings.of("node"))
                        .pieces(),
                _ -> false,
                problems);
        new LineReader<>(Vocabulary.of(type), list, List.of(), problems).read(statements.getFirst());
        return problems.found();
    }

    private static Stream<Keyword> numbers(Class<? extends Record> type) {
        return keywords(type)
                .filter(keyword -> !keyword.min().isEmpty() && !keyword.max().isEmpty());
    }

    private static Stream<Keyword> keywords(Class<? extends Record> type) {
        Set<Slot.Word> words = new LinkedHashSet<>(Vocabulary.of(type).words().values());
        return new ArrayList<>(words).stream().map(Slot.Word::keyword);
    }

    /** One file. */
    private record SourceText(String text) implements SourceFiles {
        static SourceText of(String text) {
            return new SourceText(text);
        }

        @Override
        public Content read(String name) {
            return new Content.Text(text);
        }

        @Override
        public List<String> glob(String pattern) {
            return List.of(pattern);
        }

        @Override
        public Optional<String> home(String user) {
            return Optional.empty();
        }
    }
}
