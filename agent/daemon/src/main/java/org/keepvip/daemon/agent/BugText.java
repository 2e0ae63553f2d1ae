package org.keepvip.daemon.agent;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** What is printed when a bug of ours ends the agent. */
final class BugText {
    private BugText() {}

    static List<String> of(Throwable bug, List<String> recorded) {
        StringWriter trace = new StringWriter();
        PrintWriter printer = new PrintWriter(trace);
        String title = "";
        for (Throwable cause = bug; cause != null; cause = cause.getCause()) {
            printer.println(title + cause);
            title = "caused by ";
            for (StackTraceElement element : cause.getStackTrace()) {
                printer.println("    at " + element);
            }
        }
        printer.flush();
        List<String> lines = new ArrayList<>();
        lines.add("a bug of KeepVIP ends this agent; what follows says if it could not take its addresses off");
        lines.addAll(trace.toString().lines().toList());
        lines.add("the last steps:");
        lines.addAll(recorded);
        return lines;
    }
}
