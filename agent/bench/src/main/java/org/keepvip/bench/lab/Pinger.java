package org.keepvip.bench.lab;

import java.time.Duration;
import java.util.Locale;

/** A client that asks an address for an echo, again and again; the answers are read from the capture. */
public final class Pinger implements AutoCloseable {
    private final Process ping;

    private Pinger(Process ping) {
        this.ping = ping;
    }

    /** Asks as any host does: the neighbour cache leads to one router, and follows its announcements. */
    public static Pinger asHost(Node client, String address, Duration every) {
        return new Pinger(ping(client, address, every));
    }

    @Override
    public void close() {
        ping.destroyForcibly();
    }

    private static Process ping(Node client, String address, Duration every) {
        String seconds = String.format(Locale.ROOT, "%.3f", every.toNanos() / 1e9);
        return Command.of("ping", "-n", "-q", "-i", seconds, address)
                .in(client.namespace())
                .piped();
    }
}
