package org.keepvip.daemon.tracking;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keepvip.linux.process.ProcessMonitor.Happening;
import org.keepvip.vrrp.tracking.ProcessForm;

/** Which processes fit which of some forms, kept true by what the kernel tells and read from /proc (proc(5)). */
final class ProcessTable {
    private final Path proc;
    private final List<ProcessForm> forms;
    private final boolean needsCommandLines;
    private final int[] counts;
    /** Of the processes that fit at least one. */
    private final Map<Integer, BitSet> fitting = new HashMap<>();

    /** One that is empty. */
    ProcessTable(Path proc, List<ProcessForm> forms) {
        this.proc = proc;
        this.forms = List.copyOf(forms);
        counts = new int[forms.size()];
        needsCommandLines = forms.stream().anyMatch(ProcessForm::needsCommandLine);
    }

    /** How many processes fit the form of that index. */
    int count(int form) {
        return counts[form];
    }

    /** Looks at every process there is. */
    void scan() throws IOException {
        List.copyOf(fitting.keySet()).forEach(this::forget);
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                look(Integer.parseInt(process.getFileName().toString()));
            }
        }
    }

    /** Takes in what happened; whether all of it is to be looked at again. */
    boolean isLost(Happening happening) {
        switch (happening) {
            case Happening.Changed(int pid) -> look(pid);
            case Happening.Forked(int parent, int pid) -> {
                // A copy, until it says otherwise.
                forget(pid);
                BitSet fits = fitting.get(parent);
                if (fits != null) {
                    remember(pid, fits);
                }
            }
            case Happening.Exited(int pid) -> forget(pid);
            case Happening.Overrun _ -> {
                return true;
            }
        }
        return false;
    }

    private void look(int pid) {
        forget(pid);
        BitSet fits = new BitSet();
        try {
            // "PID (NAME) STATE …", where the name may hold anything. A zombie has ended.
            String stat = text(pid, "stat");
            int end = stat.lastIndexOf(')');
            if (end < 0 || stat.startsWith(") Z", end) || stat.startsWith(") X", end)) {
                return;
            }
            String name = stat.substring(stat.indexOf('(') + 1, end);
            List<String> words = needsCommandLines ? words(pid) : List.of();
            for (int i = 0; i < forms.size(); i++) {
                fits.set(i, forms.get(i).fits(name, words));
            }
        } catch (IOException endedMeanwhile) {
            return;
        }
        if (!fits.isEmpty()) {
            remember(pid, fits);
        }
    }

    private List<String> words(int pid) throws IOException {
        String line = text(pid, "cmdline");
        if (line.isEmpty()) {
            return List.of();
        }
        return List.of((line.endsWith("\0") ? line.substring(0, line.length() - 1) : line).split("\0", -1));
    }

    private String text(int pid, String file) throws IOException {
        return new String(
                Files.readAllBytes(proc.resolve(Integer.toString(pid)).resolve(file)), StandardCharsets.UTF_8);
    }

    private void remember(int pid, BitSet fits) {
        fitting.put(pid, fits);
        fits.stream().forEach(form -> counts[form]++);
    }

    private void forget(int pid) {
        BitSet fits = fitting.remove(pid);
        if (fits != null) {
            fits.stream().forEach(form -> counts[form]--);
        }
    }
}
