package org.keepvip.daemon.agent;

import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keepvip.conf.reading.Machine;
import org.keepvip.daemon.configuration.ConfigurationFile;
import org.keepvip.daemon.journal.Recording;
import org.keepvip.vrrp.Settings;

/** A process of its own: an agent that uses up its memory as soon as it is told to on standard input. */
final class MemoryEater {
    private static final List<byte[]> EATEN = new ArrayList<>(1 << 16);

    private MemoryEater() {}

    /** Runs the file of the first argument in the namespace of the second. */
    public static void main(String[] arguments) throws Exception {
        ConfigurationFile.Outcome read =
                new ConfigurationFile(Path.of(arguments[0]), Optional.empty(), false).readFor(Machine.UNKNOWN);
        Host host = Host.start(
                read.routers(),
                read.configuration().globals().scheduling(),
                Optional.of(arguments[1]),
                false,
                new Recording().journal(),
                _ -> _ -> {},
                _ -> Runtime.getRuntime().halt(70));
        while (System.in.read() != '\n') {
            // Not yet.
        }
        host.reload(new AbstractList<>() {
            @Override
            public Settings get(int index) {
                throw eat();
            }

            @Override
            public int size() {
                return 1;
            }
        });
    }

    /** All there is, to the last small piece, on the loop. */
    private static OutOfMemoryError eat() {
        OutOfMemoryError last = new OutOfMemoryError("nothing was eaten");
        for (int piece = 1 << 20; piece >= 64; piece /= 4) {
            try {
                while (EATEN.add(new byte[piece])) {
                    // More.
                }
            } catch (OutOfMemoryError none) {
                last = none;
            }
        }
        return last;
    }
}
