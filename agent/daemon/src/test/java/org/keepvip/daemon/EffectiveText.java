package org.keepvip.daemon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.model.AddressLine;
import org.keepvip.conf.model.Broadcast;
import org.keepvip.conf.model.Command;
import org.keepvip.conf.model.Scope;

/** Values as keepalived's dump writes them. */
final class EffectiveText {
    private EffectiveText() {}

    /** A command with its links followed, each word quoted. */
    static String command(Command command) {
        return command.argv().stream()
                .map(word -> "'" + (word.equals(command.program()) ? resolved(word) : word) + "'")
                .collect(Collectors.joining(" "));
    }

    private static String resolved(String program) {
        try {
            return Path.of(program).toRealPath().toString().replace("coreutils/", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** User and primary group, as numbers. */
    static String ids(String user) {
        try {
            return Files.readAllLines(Path.of("/etc/passwd")).stream()
                    .map(line -> line.split(":", -1))
                    .filter(fields -> fields[0].equals(user))
                    .map(fields -> fields[2] + ":" + fields[3])
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String scope(Scope scope) {
        return switch (scope.number()) {
            case 0 -> "global";
            case 253 -> "link";
            case 254 -> "host";
            default -> String.valueOf(scope.number());
        };
    }

    static String broadcast(AddressLine line) {
        return switch (line.broadcast().orElseThrow()) {
            case Broadcast.Address(IpAddress address) -> address.toString();
            case Broadcast.HostBitsOne() -> hostBits(line, 0xff);
            case Broadcast.HostBitsZero() -> hostBits(line, 0);
        };
    }

    private static String hostBits(AddressLine line, int bits) {
        byte[] octets = line.address().address().octets();
        for (int bit = line.address().length(); bit < Byte.SIZE * octets.length; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            octets[bit / Byte.SIZE] = (byte) ((octets[bit / Byte.SIZE] & ~mask) | (bits & mask));
        }
        return IpAddress.of(octets).toString();
    }
}
