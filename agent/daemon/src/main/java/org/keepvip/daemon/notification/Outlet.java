package org.keepvip.daemon.notification;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keepvip.conf.model.Command;
import org.keepvip.conf.model.Fifo;
import org.keepvip.conf.model.Fifos;
import org.keepvip.daemon.journal.Journal;
import org.keepvip.daemon.script.Vetting;

/**
 * A FIFO of the configuration that is open.
 *
 * @param fifo as configured
 * @param script what reads it
 */
record Outlet(Fifo fifo, Optional<Command> script, FifoWriter writer) {
    /**
     * Those of a configuration: a FIFO that is open stays so, whoever reads it; the others are opened. One that cannot be is told
     * in the log. Looks at files and asks for users, so never on the loop.
     */
    static List<Outlet> of(Fifos fifos, List<Outlet> open, Vetting vetting, Journal journal) {
        List<Outlet> outlets = new ArrayList<>();
        fifos.all()
                .flatMap(fifo -> of(fifo, fifos.allScript(), open, vetting, journal))
                .ifPresent(outlets::add);
        fifos.vrrp()
                .filter(fifo -> fifos.all().stream().noneMatch(all -> all.path().equals(fifo.path())))
                .flatMap(fifo -> of(fifo, fifos.vrrpScript(), open, vetting, journal))
                .ifPresent(outlets::add);
        return outlets;
    }

    private static Optional<Outlet> of(
            Fifo fifo, Optional<Command> script, List<Outlet> open, Vetting vetting, Journal journal) {
        for (Outlet outlet : open) {
            if (outlet.fifo().path().equals(fifo.path())) {
                return Optional.of(new Outlet(fifo, script, outlet.writer()));
            }
        }
        try {
            Vetting.Owner owner = vetting.owner(fifo.owner());
            return Optional.of(
                    new Outlet(fifo, script, FifoWriter.open(Path.of(fifo.path()), owner.uid(), owner.gid(), journal)));
        } catch (IOException e) {
            journal.error("nothing is written to the FIFO " + fifo.path() + ": " + e.getMessage());
            return Optional.empty();
        }
    }
}
