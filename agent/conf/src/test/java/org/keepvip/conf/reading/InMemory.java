package org.keepvip.conf.reading;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keepvip.conf.language.ConfReader;
import org.keepvip.conf.language.SourceFiles;
import org.keepvip.conf.language.Surroundings;

/** Configuration files that are strings. */
record InMemory(Map<String, String> files) implements SourceFiles {
    /** What a file called {@code name} with this text says. */
    static Reading read(String name, String text) {
        return ConfigurationReader.read(
                ConfReader.read(name, new InMemory(Map.of(name, text)), Surroundings.of("node.example")));
    }

    @Override
    public Content read(String name) {
        String text = files.get(name);
        return text == null ? new Content.Skipped("it does not exist") : new Content.Text(text);
    }

    @Override
    public List<String> glob(String pattern) {
        return files.containsKey(pattern) ? List.of(pattern) : List.of();
    }

    @Override
    public Optional<String> home(String user) {
        return Optional.empty();
    }
}
