package org.keepvip.daemon;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.keepvip.daemon.journal.Journal;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.process.LocalDatagramSocket;

/** How far we are, for the service manager that started us, if one did (sd_notify(3)). */
final class ServiceStatus {
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private ServiceStatus() {}

    /** Tells it. */
    static void tell(String state, Map<String, String> environment, Journal journal) {
        Optional.ofNullable(environment.get("NOTIFY_SOCKET")).ifPresent(address -> {
            try (LocalDatagramSocket manager = LocalDatagramSocket.open(address)) {
                manager.send(state, PATIENCE);
            } catch (ErrnoException e) {
                journal.warning("the service manager cannot be told " + state + ": " + e.getMessage());
            }
        });
    }
}
