package org.keepvip.conf.language;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Files that exist only in a test. */
final class MemoryFiles implements SourceFiles {
    private final Map<String, Content> contents = new TreeMap<>();

    MemoryFiles with(String name, String text) {
        contents.put(name, new Content.Text(text));
        return this;
    }

    MemoryFiles withSkipped(String name, String reason) {
        contents.put(name, new Content.Skipped(reason));
        return this;
    }

    @Override
    public Content read(String name) {
        Content content = contents.get(name);
        return content == null ? new Content.Skipped("it does not exist") : content;
    }

    @Override
    public List<String> glob(String pattern) {
        if (contents.containsKey(pattern)) {
            return List.of(pattern);
        }
        Pattern regex = Pattern.compile(("\\Q" + pattern.replace("\\E", "") + "\\E")
                .replace("*", "\\E[^/]*\\Q")
                .replace("?", "\\E[^/]\\Q"));
        return contents.keySet().stream()
                .filter(name -> regex.matcher(name).matches())
                .toList();
    }

    @Override
    public Optional<String> home(String user) {
        return user.equals("operator") ? Optional.of("/home/operator") : Optional.empty();
    }
}
