package org.keepvip.conf.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keepvip.conf.language.SourceFiles;

/** The files of the machine, read when they are asked for. */
public final class FileSystemSources implements SourceFiles {
    /** The largest file that is read, in octets. */
    private static final long LARGEST = 16L << 20;

    private static final Path ACCOUNTS = Path.of("/etc/passwd");

    /** Reads names relative to the working directory of this process. */
    public FileSystemSources() {}

    @Override
    public Content read(String name) {
        try {
            Path file = Path.of(name);
            if (!Files.isRegularFile(file)) {
                return new Content.Skipped(Files.exists(file) ? "it is not a regular file" : "it does not exist");
            }
            if (isExecutable(file)) {
                return new Content.Skipped("it is executable, and keepalived does not read those; chmod a-x it");
            }
            if (Files.size(file) > LARGEST) {
                return new Content.Skipped("it is larger than " + (LARGEST >> 20) + " MiB");
            }
            return new Content.Text(decoded(Files.readAllBytes(file)));
        } catch (NoSuchFileException gone) {
            return new Content.Skipped("it does not exist");
        } catch (InvalidPathException e) {
            return new Content.Skipped("its name cannot be one: " + e.getReason());
        } catch (IOException e) {
            return new Content.Skipped("it cannot be read (" + e + ")");
        }
    }

    private static boolean isExecutable(Path file) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        return permissions.contains(PosixFilePermission.OWNER_EXECUTE)
                || permissions.contains(PosixFilePermission.GROUP_EXECUTE)
                || permissions.contains(PosixFilePermission.OTHERS_EXECUTE);
    }

    private static String decoded(byte[] octets) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(octets, StandardCharsets.ISO_8859_1);
        }
    }

    @Override
    public List<String> glob(String pattern) {
        List<String> found = List.of(pattern.startsWith("/") ? "/" : "");
        for (String part : pattern.split("/", -1)) {
            if (!part.isEmpty()) {
                found = step(found, part);
            }
        }
        return pattern.isEmpty() ? List.of() : found;
    }

    /** What a part of a pattern between two slashes matches in these directories, each a name that ends with a slash or is empty. */
    private static List<String> step(List<String> directories, String part) {
        List<String> found = new ArrayList<>();
        for (String directory : directories) {
            String prefix = directory.isEmpty() || directory.endsWith("/") ? directory : directory + "/";
            if (isWild(part)) {
                list(prefix, part).forEach(name -> found.add(prefix + name));
            } else if (exists(prefix + plain(part))) {
                found.add(prefix + plain(part));
            }
        }
        return found;
    }

    private static boolean exists(String name) {
        try {
            return Files.exists(Path.of(name));
        } catch (InvalidPathException notAName) {
            return false;
        }
    }

    private static List<String> list(String prefix, String part) {
        Path directory = Path.of(prefix.isEmpty() ? "." : prefix);
        PathMatcher matcher = directory.getFileSystem().getPathMatcher("regex:" + GlobPattern.regex(part));
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                Path name = entry.getFileName();
                boolean isHidden = name.toString().startsWith(".") && !part.startsWith(".");
                if (!isHidden && matcher.matches(name)) {
                    names.add(name.toString());
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException unreadable) {
            return List.of();
        }
        names.sort(null);
        return names;
    }

    private static boolean isWild(String part) {
        return part.indexOf('*') >= 0 || part.indexOf('?') >= 0 || part.indexOf('[') >= 0;
    }

    private static String plain(String part) {
        return part.replaceAll("\\\\(.)", "$1");
    }

    @Override
    public Optional<String> home(String user) {
        try {
            return Files.readAllLines(ACCOUNTS, StandardCharsets.ISO_8859_1).stream()
                    .map(line -> line.split(":", -1))
                    .filter(fields -> fields.length > 5 && fields[0].equals(user))
                    .map(fields -> fields[5])
                    .findFirst();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
