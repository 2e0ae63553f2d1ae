package org.keepvip.conf.language;

/** Prints a problem the way compilers do: place, message, the line, a caret run under the words, what was expected, the fix. */
final class ProblemText {
    /** Characters of a source line that are shown; of a longer one, the part around the caret. */
    private static final int WIDTH = 160;

    private static final int STEPS = 8;
    private static final String INDENT = "    ";

    private ProblemText() {}

    static String render(Problem problem) {
        StringBuilder out = new StringBuilder();
        Location location = problem.location();
        out.append(printable(location.toString()))
                .append(": ")
                .append(problem.severity().word())
                .append(": ")
                .append(printable(problem.message()))
                .append('\n');
        if (location.line().number() > 0) {
            appendSource(out, location);
        }
        if (!problem.expected().isEmpty()) {
            out.append("  expected: ").append(printable(problem.expected())).append('\n');
        }
        if (!problem.fix().isEmpty()) {
            out.append("  fix: ").append(printable(problem.fix())).append('\n');
        }
        location.line().chain().reversed().stream()
                .limit(STEPS)
                .forEach(step -> out.append("  ")
                        .append(printable(step.words()))
                        .append(' ')
                        .append(printable(step.at().toString()))
                        .append('\n'));
        return out.toString();
    }

    private static void appendSource(StringBuilder out, Location location) {
        String text = location.line().text();
        int secret = Secrets.start(text);
        int start = Math.clamp(location.column() - 1L, 0, text.length());
        int end = Math.clamp(start + (long) location.length(), start, text.length());
        if (secret < text.length()) {
            text = text.substring(0, secret) + Secrets.MASK;
            start = Math.min(start, secret);
            end = end > secret ? text.length() : end;
        }
        int first = start > WIDTH / 2 && text.length() > WIDTH ? start - WIDTH / 2 : 0;
        int last = Math.min(text.length(), first + WIDTH);
        String lead = first > 0 ? "…" : "";
        out.append(INDENT)
                .append(lead)
                .append(printable(text.substring(first, last)))
                .append(last < text.length() ? "…" : "")
                .append('\n');
        if (location.column() > 0) {
            String before = printable(text.substring(first, start)).replaceAll("[^\t]", " ");
            out.append(INDENT)
                    .append(lead.isEmpty() ? "" : " ")
                    .append(before)
                    .append("^".repeat(Math.max(1, Math.min(end, last) - start)))
                    .append('\n');
        }
    }

    /** Control characters, which could steer a terminal or forge a log line, become question marks. */
    private static String printable(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(c != '\t' && Character.isISOControl(c) ? '?' : c);
        }
        return out.toString();
    }
}
