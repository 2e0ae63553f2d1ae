package org.keepvip.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the compiler and module-info cannot hold: read from the source text of every room. */
class HouseRulesTest {
    private static final int FILE_LINES = 400;
    private static final int METHOD_LINES = 40;

    /** Files that may be longer, each with its reason. Nothing is added here without one. */
    private static final Map<String, String> LONGER = Map.of();

    private static final Pattern METHOD = Pattern.compile(
            "^( ++)(?!&&|.*\\b(?:record|class|interface|enum|new|return|else|throw)\\b)(?:(?:public|protected|private|static|final|synchronized|default|@\\w+(?:\\(.*\\))?) )*[\\w<>\\[\\], .?@&]+ \\w+\\(.*\\{$");

    @Test
    void filesAreShortEnoughToRead() {
        List<String> long_ = new ArrayList<>();
        for (Source source : sources(path -> isMain(path) || isTest(path))) {
            if (source.lines.size() > FILE_LINES && !LONGER.containsKey(source.name())) {
                long_.add(source.path + ": " + source.lines.size() + " lines");
            }
        }
        assertEquals(List.of(), long_, "files over " + FILE_LINES + " lines");
    }

    @Test
    void methodsAreShortEnoughToRead() {
        List<String> long_ = new ArrayList<>();
        for (Source source : sources(HouseRulesTest::isMain)) {
            for (int i = 0; i < source.lines.size(); i++) {
                Matcher method = METHOD.matcher(source.lines.get(i));
                if (method.matches()) {
                    int end = i;
                    while (end < source.lines.size() && !source.lines.get(end).equals(method.group(1) + "}")) {
                        end++;
                    }
                    if (end - i > METHOD_LINES) {
                        long_.add(source.path + ":" + (i + 1) + ": " + (end - i) + " lines");
                    }
                }
            }
        }
        assertEquals(List.of(), long_, "methods over " + METHOD_LINES + " lines");
    }

    @Test
    void pureRoomsKnowNoClockThreadFileSocketOrRandom() {
        forbid(
                path -> isMain(path)
                        && (path.contains("agent/conf/") || path.contains("agent/vrrp/"))
                        && !path.contains("/conf/files/"),
                "System\\.(nanoTime|currentTimeMillis|out|err|getenv|getProperty)|Instant\\.now|\\bThread\\b|\\bRandom\\b|ThreadLocalRandom"
                        + "|java\\.nio\\.file\\.Files|java\\.io\\.File\\b|java\\.net\\.\\w*Socket|java\\.util\\.logging|\\bUUID\\b");
    }

    @Test
    void onlyLinuxCallsTheKernel() {
        forbid(path -> isMain(path) && !path.contains("agent/linux/"), "java\\.lang\\.foreign");
    }

    @Test
    void nothingIsLeftForLater() {
        forbid(
                HouseRulesTest::isMain,
                "TODO|FIXME|XXX|[Nn]ot (yet )?implemented|new UnsupportedOperationException|printStackTrace");
    }

    @Test
    void onlyCommandsPrint() {
        forbid(
                path -> isMain(path)
                        && (path.contains("agent/vrrp/")
                                || path.contains("agent/conf/")
                                || path.contains("agent/linux/")),
                "System\\.(out|err)");
    }

    @Test
    void testsNeitherSleepNorHide() {
        forbid(
                path -> isTest(path) && !path.contains("HouseRulesTest"),
                "Thread\\.sleep|TimeUnit\\.\\w+\\.sleep|@Disabled|assumeTrue|assumeFalse");
    }

    @Test
    void namesSayWhatAThingIs() {
        List<String> vague = new ArrayList<>();
        Pattern pattern = Pattern.compile(
                "(Manager|Helper|Utils?|Impl|Common|Data|Info)\\.java$|/(Abstract|Base)[A-Z]\\w*\\.java$");
        for (Source source : sources(HouseRulesTest::isMain)) {
            if (pattern.matcher(source.path).find()) {
                vague.add(source.path);
            }
        }
        assertEquals(List.of(), vague);
    }

    @Test
    void everyPackageIsNullMarked() {
        List<String> unmarked = new ArrayList<>();
        for (Source source : sources(path -> isMain(path) && !path.endsWith("module-info.java"))) {
            Path marker = root().resolve(source.path).resolveSibling("package-info.java");
            if (!Files.exists(marker) || !read(marker).contains("@NullMarked")) {
                unmarked.add(source.path);
            }
        }
        assertEquals(List.of(), unmarked);
    }

    private static void forbid(Predicate<String> where, String regex) {
        Pattern pattern = Pattern.compile(regex);
        List<String> found = new ArrayList<>();
        for (Source source : sources(where)) {
            for (int i = 0; i < source.lines.size(); i++) {
                Matcher matcher = pattern.matcher(source.lines.get(i));
                if (matcher.find()) {
                    found.add(source.path + ":" + (i + 1) + ": " + matcher.group());
                }
            }
        }
        assertEquals(List.of(), found);
    }

    private static boolean isMain(String path) {
        return path.contains("/src/main/");
    }

    private static boolean isTest(String path) {
        return path.contains("/src/test/");
    }

    private record Source(String path, List<String> lines) {
        String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    private static List<Source> sources(Predicate<String> where) {
        Path root = root();
        try (Stream<Path> files = Files.walk(root.resolve("agent"))) {
            List<Source> sources = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .map(file -> root.relativize(file).toString())
                    .filter(where)
                    .sorted()
                    .map(path ->
                            new Source(path, read(root.resolve(path)).lines().toList()))
                    .toList();
            assertTrue(!sources.isEmpty(), "the rule looks at no file");
            return sources;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder that holds the top pom, from wherever the tests run. */
    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("agent"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
