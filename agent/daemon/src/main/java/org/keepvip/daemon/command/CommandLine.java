package org.keepvip.daemon.command;

import java.util.ArrayList;
import java.util.List;

/**
 * Arguments split into flags and words as getopt_long(3) does: bundled letters, {@code --word=argument},
 * {@code --word argument}, unambiguous beginnings of words.
 *
 * @param settings the flags in order, each with its argument or an empty text
 * @param words what is no flag
 */
record CommandLine(List<Setting> settings, List<String> words) {
    /** A flag as given. */
    record Setting(Flag flag, String argument) {}

    /** Splits {@code arguments}. */
    static CommandLine of(List<String> arguments) throws UsageException {
        List<Setting> settings = new ArrayList<>();
        List<String> words = new ArrayList<>();
        int next = 0;
        while (next < arguments.size()) {
            String argument = arguments.get(next++);
            if (argument.equals("--")) {
                words.addAll(arguments.subList(next, arguments.size()));
                break;
            }
            if (argument.startsWith("--")) {
                next += word(argument.substring(2), arguments.subList(next, arguments.size()), settings);
            } else if (argument.startsWith("-") && argument.length() > 1) {
                next += letters(argument, arguments.subList(next, arguments.size()), settings);
            } else {
                words.add(argument);
            }
        }
        return new CommandLine(List.copyOf(settings), List.copyOf(words));
    }

    /** Reads one long flag; the result is how many of {@code following} it took. */
    private static int word(String text, List<String> following, List<Setting> settings) throws UsageException {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        List<Flag> candidates = Flag.of(name);
        if (candidates.size() != 1) {
            throw new UsageException(
                    candidates.isEmpty()
                            ? "unknown flag --" + name
                            : "--" + name + " is ambiguous: "
                                    + String.join(
                                            ", ",
                                            candidates.stream()
                                                    .map(flag -> flag.display())
                                                    .toList()));
        }
        Flag flag = candidates.getFirst();
        if (equals >= 0) {
            if (flag.argument() == Flag.Argument.NONE) {
                throw new UsageException("--" + name + " takes no argument");
            }
            settings.add(new Setting(flag, text.substring(equals + 1)));
            return 0;
        }
        return separate(flag, "--" + name, following, settings);
    }

    private static int letters(String text, List<String> following, List<Setting> settings) throws UsageException {
        for (int i = 1; i < text.length(); i++) {
            char letter = text.charAt(i);
            Flag flag = Flag.of(letter).orElseThrow(() -> new UsageException("unknown flag -" + letter));
            String rest = text.substring(i + 1);
            if (flag.argument() != Flag.Argument.NONE && !rest.isEmpty()) {
                boolean optional = flag.argument() == Flag.Argument.OPTIONAL && rest.startsWith("=");
                settings.add(new Setting(flag, optional ? rest.substring(1) : rest));
                return 0;
            }
            int taken = separate(flag, "-" + letter, following, settings);
            if (taken > 0) {
                return taken;
            }
        }
        return 0;
    }

    private static int separate(Flag flag, String written, List<String> following, List<Setting> settings)
            throws UsageException {
        if (flag.argument() != Flag.Argument.REQUIRED) {
            settings.add(new Setting(flag, ""));
            return 0;
        }
        if (following.isEmpty()) {
            throw new UsageException(written + " needs an argument");
        }
        settings.add(new Setting(flag, following.getFirst()));
        return 1;
    }
}
