package org.keepvip.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.keepvip.conf.keyword.Compatibility;
import org.keepvip.conf.model.Configuration;

/** The table that tells an operator what becomes of the keywords of an existing file. */
class CompatibilityTest {
    private static final Path TRACKED = Path.of("../../docs/keepalived-compatibility.md");

    @Test
    void docsSayWhatTheAnnotationsAndTheComparisonsSay() throws IOException {
        String generated = Compatibility.of(Configuration.class) + differences();
        if (Boolean.getBoolean("keepvip.rewrite")) {
            Files.writeString(TRACKED, generated);
        }
        assertEquals(Files.readString(TRACKED), generated, "rewrite the table with -Dkeepvip.rewrite=true");
    }

    private static String differences() throws IOException {
        StringBuilder out = new StringBuilder("""
                ## Where `-t` decides otherwise than keepalived 2.2.7

                Two samples of each keyword, a valid one and one that is broken in one place, are given to both. They agree but for these.

                | Block | Keyword | Sample | `keepvip -t` | Why |
                |---|---|---|---|---|
                """);
        for (Difference row : Difference.all()) {
            out.append("| ")
                    .append(row.block().equals("top") ? "top level" : "`" + row.block() + "`")
                    .append(" | `")
                    .append(row.keyword())
                    .append("` | ")
                    .append(row.kind())
                    .append(" | ")
                    .append(row.verdict())
                    .append(" | ")
                    .append(row.reason())
                    .append(" |\n");
        }
        return out.toString();
    }
}
