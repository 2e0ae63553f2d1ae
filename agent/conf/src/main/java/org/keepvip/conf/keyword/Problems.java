package org.keepvip.conf.keyword;

import java.util.ArrayList;
import java.util.List;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.language.Location;
import org.keepvip.conf.language.Problem;

/** What is wrong with a configuration, collected while it is read. */
public final class Problems {
    private final List<Problem> found = new ArrayList<>();

    /** None yet. */
    public Problems() {}

    /** Something that the agent does not start with. */
    public void fatal(Kind kind, Location at, String message, String fix) {
        found.add(Problem.fatal(kind, at, message).fix(fix));
    }

    /** Something has no effect. */
    public void error(Kind kind, Location at, String message, String fix) {
        found.add(Problem.error(kind, at, message).fix(fix));
    }

    /** Something has an effect that may not be meant. */
    public void warn(Kind kind, Location at, String message, String fix) {
        found.add(Problem.warning(kind, at, message).fix(fix));
    }

    /** Adds a problem as it is. */
    public void add(Problem problem) {
        found.add(problem);
    }

    /** What was found, in the order it was found. */
    public List<Problem> found() {
        return List.copyOf(found);
    }
}
