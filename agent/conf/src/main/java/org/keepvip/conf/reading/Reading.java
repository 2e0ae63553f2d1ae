package org.keepvip.conf.reading;

import java.util.List;
import java.util.Map;
import org.keepvip.conf.keyword.Source;
import org.keepvip.conf.language.Problem;
import org.keepvip.conf.language.Severity;
import org.keepvip.conf.model.Configuration;
import org.keepvip.conf.model.VrrpInstance;

/**
 * What became of a file.
 *
 * @param file the main file
 * @param configuration what it says; without the instances that cannot run
 * @param problems everything that is wrong with it, in the order of the file
 * @param sources where each instance and its keywords stand, by instance name
 * @param commands every command that may be run
 */
public record Reading(
        String file,
        Configuration configuration,
        List<Problem> problems,
        Map<String, Source> sources,
        List<WrittenCommand> commands) {
    /** Where an instance of this reading and its keywords stand. */
    public Source source(VrrpInstance instance) {
        Source source = sources.get(instance.name());
        if (source == null) {
            throw new IllegalArgumentException("no instance is named " + instance.name());
        }
        return source;
    }

    /** Whether the agent starts with it: whatever is wrong, each instance is known and none is left out. */
    public boolean runs() {
        return problems.stream().noneMatch(problem -> problem.severity() == Severity.FATAL);
    }

    /** Whether something has no effect that was meant to have one. */
    public boolean hasErrors() {
        return problems.stream().anyMatch(problem -> problem.severity() != Severity.WARNING);
    }
}
