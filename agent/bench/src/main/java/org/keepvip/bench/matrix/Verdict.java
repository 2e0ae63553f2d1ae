package org.keepvip.bench.matrix;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.keepvip.bench.theory.Window;

/** What a judge found in one cell: spans beside their windows, and facts that hold or do not. */
public final class Verdict {
    private final List<String> lines = new ArrayList<>();
    private boolean good = true;
    private boolean late;
    private boolean wrong;

    /** A measured span beside what the formula allows. */
    public void span(String what, Window allowed, Duration measured) {
        late |= measured.compareTo(allowed.latest()) > 0;
        wrong |= measured.compareTo(allowed.earliest()) < 0;
        note(allowed.allows(measured), "%s: %s s, allowed %s".formatted(what, Window.seconds(measured), allowed));
    }

    /** Something that must hold. */
    public void fact(String what, boolean holds) {
        wrong |= !holds;
        note(holds, what);
    }

    /** Whether nothing was wrong except that something came late, as it does when the machine is busy with other things. */
    public boolean onlyLate() {
        return late && !wrong;
    }

    /** Whether everything was as it must be. */
    public boolean good() {
        return good;
    }

    /** One line a finding. */
    @Override
    public String toString() {
        return String.join("\n", lines);
    }

    private void note(boolean holds, String line) {
        good &= holds;
        lines.add((holds ? "  ok    " : "  WRONG ") + line);
    }
}
