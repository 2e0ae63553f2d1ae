package org.keepvip.conf.model;

import java.util.List;
import java.util.Optional;
import org.keepvip.conf.keyword.Keyword;
import org.keepvip.conf.keyword.Outcome;
import org.keepvip.conf.keyword.Phrase;
import org.keepvip.conf.language.ScriptWords;

/**
 * A program to run; no shell does.
 *
 * @param argv the program and its arguments; empty only for a bare {@code notify_deleted}
 * @param runAs who runs it; empty for keepalived_script if there is such a user, else the user that the agent runs as
 */
@Phrase(argument = "COMMAND [USER [GROUP]]", command = true)
public record Command(List<String> argv, Optional<RunAs> runAs) {
    /** Keeps its own copy. */
    public Command {
        argv = List.copyOf(argv);
    }

    /** The command in the first of {@code words}, and who runs it in the next two. */
    public static Outcome read(List<String> words, Keyword keyword) {
        if (words.isEmpty()) {
            return new Outcome.Missing();
        }
        if (!keyword.bare().isEmpty() && words.getFirst().equals(keyword.bare())) {
            return new Outcome.Taken(new Command(List.of(), Optional.empty()), 1);
        }
        List<String> argv = ScriptWords.command(words.getFirst());
        if (argv.isEmpty()) {
            return new Outcome.Refused(keyword.value() + " takes a command, not an empty word", false);
        }
        Command command = new Command(argv, RunAs.of(words.subList(1, Math.min(words.size(), 3))));
        int taken = Math.min(words.size(), 3);
        return ScriptWords.isClosed(words.getFirst())
                ? new Outcome.Taken(command, taken)
                : new Outcome.Mended(
                        command,
                        taken,
                        "the command has a quotation mark that is not closed; it is taken to close at the end of the word");
    }

    /** The same program, run by {@code other} unless the command says by whom. */
    public Command orRunAs(Optional<RunAs> other) {
        return new Command(argv, runAs.or(() -> other));
    }

    /** The path or name of the program. */
    public String program() {
        return argv.isEmpty() ? "" : argv.getFirst();
    }

    @Override
    public String toString() {
        return argv.isEmpty()
                ? ""
                : Quoted.command(argv) + runAs.map(user -> " " + user).orElse("");
    }
}
