package org.keepvip.daemon.script;

import java.util.List;

/**
 * What vetting a command found.
 *
 * @param verdict whether it may run
 * @param remarks what else an operator should know of it
 */
public record Finding(Verdict verdict, List<Objection> remarks) {
    /** Copies the remarks. */
    public Finding {
        remarks = List.copyOf(remarks);
    }
}
