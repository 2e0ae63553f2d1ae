package org.keepvip.daemon.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.language.Problem;
import org.keepvip.conf.reading.Machine;

class ConfigurationFileTest {
    @TempDir
    Path folder;

    @Test
    void aMissingFileIsToldOnceAndAsKeepalivedDoesIsNoErrorOfTheText() {
        ConfigurationFile missing = new ConfigurationFile(folder.resolve("none.conf"), Optional.empty(), false);
        List<Problem> problems = missing.readFor(Machine.UNKNOWN).problems();
        assertEquals(List.of(Kind.ADVICE), problems.stream().map(Problem::kind).toList(), problems::toString);
    }
}
