package org.keepvip.daemon.configuration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.keepvip.conf.language.SourceFiles;

/** Configuration files on disk. */
final class DiskFiles implements SourceFiles {
    private static final Path USERS = Path.of("/etc/passwd");

    @Override
    public Content read(String name) {
        Path path = Path.of(name);
        try {
            if (Files.isDirectory(path)) {
                return new Content.Skipped("it is a directory");
            }
            // Octets that are not UTF-8 arrive as U+FFFD each.
            return new Content.Text(new String(Files.readAllBytes(path), StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return new Content.Skipped("there is no such file");
        } catch (IOException e) {
            return new Content.Skipped(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public List<String> glob(String pattern) {
        List<String> found = List.of(pattern.startsWith("/") ? "/" : "");
        for (String part : pattern.split("/+", -1)) {
            if (!part.isEmpty()) {
                found = found.stream()
                        .flatMap(folder -> matches(folder, part).stream())
                        .toList();
            }
        }
        return found;
    }

    private static List<String> matches(String folder, String part) {
        if (part.chars().noneMatch(c -> c == '*' || c == '?' || c == '[' || c == '\\')) {
            String name = folder + part;
            return Files.exists(Path.of(name)) ? List.of(under(name)) : List.of();
        }
        Pattern pattern = Pattern.compile(regex(part));
        try (Stream<Path> names = Files.list(Path.of(folder.isEmpty() ? "." : folder))) {
            return names.map(path -> path.getFileName().toString())
                    .filter(name -> pattern.matcher(name).matches())
                    .filter(name -> !name.startsWith(".") || part.startsWith("."))
                    .sorted()
                    .map(name -> under(folder + name))
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /** With a separator behind a folder, so that the next part can be put after it. */
    private static String under(String name) {
        return Files.isDirectory(Path.of(name)) ? name + "/" : name;
    }

    private static String regex(String part) {
        StringBuilder regex = new StringBuilder();
        int i = 0;
        while (i < part.length()) {
            char c = part.charAt(i++);
            int close = c == '[' ? part.indexOf(']', i + 1) : -1;
            if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else if (close > 0) {
                String set = part.substring(i, close).replace("\\", "\\\\").replace("[", "\\[");
                regex.append('[').append(set.startsWith("!") ? "^" + set.substring(1) : set).append(']');
                i = close + 1;
            } else {
                char literal = c == '\\' && i < part.length() ? part.charAt(i++) : c;
                regex.append(Pattern.quote(String.valueOf(literal)));
            }
        }
        return regex.toString();
    }

    @Override
    public Optional<String> home(String user) {
        try (Stream<String> lines = Files.lines(USERS)) {
            List<String> homes = new ArrayList<>();
            lines.map(line -> line.split(":", -1))
                    .filter(fields -> fields.length >= 6 && fields[0].equals(user))
                    .forEach(fields -> homes.add(fields[5]));
            return homes.stream().findFirst();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
