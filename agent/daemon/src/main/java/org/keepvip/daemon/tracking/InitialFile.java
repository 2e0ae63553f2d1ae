package org.keepvip.daemon.tracking;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The file that init_file asks for: made if it is missing, and no link followed, since others may write where it lies. */
final class InitialFile {
    private InitialFile() {}

    /**
     * Puts {@code value} into the file if there is none, with mode 0644.
     *
     * @param overwrite puts it also into a file that is there
     * @throws IOException it cannot be made, or what is there is no file
     */
    static void put(Path file, int value, boolean overwrite) throws IOException {
        byte[] text = (value + "\n").getBytes(StandardCharsets.US_ASCII);
        try (SeekableByteChannel made = Files.newByteChannel(
                file,
                Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW, LinkOption.NOFOLLOW_LINKS),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")))) {
            made.write(ByteBuffer.wrap(text));
        } catch (FileAlreadyExistsException there) {
            if (overwrite) {
                overwrite(file, text);
            }
        }
    }

    private static void overwrite(Path file, byte[] text) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(file + " is there and no file");
        }
        try (OutputStream out = Files.newOutputStream(
                file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING, LinkOption.NOFOLLOW_LINKS)) {
            out.write(text);
        }
    }
}
