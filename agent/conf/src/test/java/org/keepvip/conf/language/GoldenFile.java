package org.keepvip.conf.language;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A case in a text file: a comment, files, each behind a line {@code -- NAME --}, the first is the one to read; behind
 * {@code == reads ==} what must come of them. {@code -Dkeepvip.rewrite=true} writes the latter anew. A first line
 * {@code -- machine id=ID checks=all NAME=VALUE --} describes the machine, {@code -- NAME: REASON --} a file that cannot be read.
 * {@code <NUL>}, {@code <CR>}, {@code <FF>}, {@code <VT>} and {@code <LONG>} stand for those characters and a line too long by one more.
 */
final class GoldenFile {
    private static final String RESULT = "== reads ==\n";

    private final Path path;
    private final String input;

    private GoldenFile(Path path, String input) {
        this.path = path;
        this.input = input;
    }

    static GoldenFile read(Path path) throws IOException {
        String text = Files.readString(path);
        int split = text.indexOf(RESULT);
        return new GoldenFile(path, split < 0 ? text : text.substring(0, split));
    }

    /** The lines before the first file. */
    String comment() {
        return input.substring(0, Math.max(0, input.indexOf("-- "))).strip();
    }

    void check(String result) throws IOException {
        String actual = input + RESULT + result;
        if (Boolean.getBoolean("keepvip.rewrite")) {
            Files.writeString(path, actual);
        }
        assertEquals(Files.readString(path), actual, "rewrite with -Dkeepvip.rewrite=true after looking at it");
    }

    /** The case, read. */
    ConfText conf() {
        MemoryFiles files = new MemoryFiles();
        Surroundings around = Surroundings.of("node.example");
        String main = "";
        String name = "";
        StringBuilder text = new StringBuilder();
        for (String line : (input + "-- end --\n").lines().toList()) {
            if (!line.startsWith("-- ") || !line.endsWith(" --")) {
                text.append(typed(line)).append('\n');
                continue;
            }
            if (!name.isEmpty()) {
                add(files, name, text.toString());
                main = main.isEmpty() ? name.replaceAll(": .*", "") : main;
            }
            text.setLength(0);
            String header = line.substring(3, line.length() - 3);
            name = header.startsWith("machine ") ? "" : header;
            around = name.isEmpty() ? machine(header.substring(8)) : around;
        }
        return ConfReader.read(main, files, around);
    }

    private static void add(MemoryFiles files, String header, String text) {
        int colon = header.indexOf(": ");
        if (colon < 0) {
            files.with(header, text);
        } else {
            files.withSkipped(header.substring(0, colon), header.substring(colon + 2));
        }
    }

    private static String typed(String line) {
        return line.replace("<NUL>", "\0")
                .replace("<CR>", "\r")
                .replace("<FF>", "\f")
                .replace("<VT>", "\u000b")
                .replace("<LONG>", "x".repeat(ConfReader.LONGEST_LINE));
    }

    private static Surroundings machine(String header) {
        Map<String, String> values = new HashMap<>();
        for (String word : header.split(" ", -1)) {
            values.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
        }
        String id = values.getOrDefault("id", "node");
        IncludeChecks checks = values.containsKey("checks") ? IncludeChecks.ALL : IncludeChecks.NONE;
        return new Surroundings(id, "/work", values, 1, checks);
    }
}
