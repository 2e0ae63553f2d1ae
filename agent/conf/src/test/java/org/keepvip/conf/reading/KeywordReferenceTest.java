package org.keepvip.conf.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.keepvip.conf.keyword.Reference;
import org.keepvip.conf.model.Configuration;

class KeywordReferenceTest {
    private static final Path TRACKED = Path.of("../../docs/keywords.md");

    @Test
    void docsSayWhatTheAnnotationsSay() throws IOException {
        String generated = Reference.of(Configuration.class);
        if (Boolean.getBoolean("keepvip.rewrite")) {
            Files.writeString(TRACKED, generated);
        }
        assertEquals(Files.readString(TRACKED), generated, "rewrite docs/keywords.md with -Dkeepvip.rewrite=true");
    }
}
