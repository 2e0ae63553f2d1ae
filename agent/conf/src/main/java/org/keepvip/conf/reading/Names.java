package org.keepvip.conf.reading;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keepvip.conf.keyword.Draft;
import org.keepvip.conf.keyword.Problems;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.language.Location;
import org.keepvip.conf.language.Problem;

/** The names of a file's blocks: each once, and what to say when one is not there. */
record Names(Problems problems) {
    /** The first block of each name, as keepalived has it; of the others a problem. */
    <R extends Record> List<Draft<R>> unique(String keyword, List<Draft<R>> drafts) {
        Map<String, Draft<R>> byName = new LinkedHashMap<>();
        for (Draft<R> draft : drafts) {
            Draft<R> earlier = byName.putIfAbsent(draft.name(), draft);
            if (earlier != null) {
                problems.error(
                        Kind.GENERAL,
                        draft.place(),
                        keyword + " " + draft.name() + " is already in line "
                                + earlier.place().line().number() + "; this one is skipped",
                        "give it another name");
            }
        }
        return List.copyOf(byName.values());
    }

    /** Says that nothing is named so, which names there are, and which of them may be meant. */
    void missing(String keyword, String name, Location at, Collection<String> known, String consequence) {
        Problem problem = Problem.error(Kind.GENERAL, at, "no " + keyword + " is named '" + name + "'; " + consequence);
        problems.add(
                known.isEmpty()
                        ? problem.fix("define " + keyword + " " + name + ", or remove it here")
                        : problem.expecting("one of " + String.join(", ", known))
                                .didYouMean(name, known));
    }
}
