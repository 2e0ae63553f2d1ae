package org.keepvip.conf.reading;

import java.util.Optional;
import org.keepvip.conf.model.Command;
import org.keepvip.conf.model.GlobalDefs;
import org.keepvip.conf.model.InstanceNotifies;
import org.keepvip.conf.model.Notifies;
import org.keepvip.conf.model.RunAs;

/** Gives each notify command the user that script_user says, wherever that stands. */
record NotifyCompletion(Optional<RunAs> user) {
    NotifyCompletion(GlobalDefs globals) {
        this(globals.scripts().user());
    }

    Notifies complete(Notifies written) {
        return new Notifies(
                complete(written.master()),
                complete(written.backup()),
                complete(written.fault()),
                complete(written.stop()),
                complete(written.any()),
                written.priorityChanges(),
                written.mail());
    }

    InstanceNotifies complete(InstanceNotifies written) {
        return new InstanceNotifies(
                complete(written.states()), complete(written.masterRxLowerPri()), complete(written.deleted()));
    }

    private Optional<Command> complete(Optional<Command> command) {
        return command.map(written -> written.orRunAs(user));
    }
}
