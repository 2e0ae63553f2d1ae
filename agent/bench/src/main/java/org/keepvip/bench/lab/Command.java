package org.keepvip.bench.lab;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One program with its arguments. No shell is involved. */
public record Command(List<String> words, Map<String, String> environment) {
    /** Copies both. */
    public Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    /** A program and its arguments. */
    public static Command of(String... words) {
        return new Command(List.of(words), Map.of());
    }

    /** The same program inside a network namespace; {@code ip netns exec} replaces itself, so that the process id is the program's. */
    public Command in(String namespace) {
        List<String> inside = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        inside.addAll(words);
        return new Command(inside, environment);
    }

    /** The same program with one more environment variable. */
    public Command with(String name, String value) {
        Map<String, String> more = new java.util.HashMap<>(environment);
        more.put(name, value);
        return new Command(words, more);
    }

    /** Runs it to its end and returns its standard output. A non-zero exit is a {@link LabException} that holds what it printed. */
    public String output() {
        return output("");
    }

    /** The same, fed with text on standard input. */
    public String output(String input) {
        try {
            Process process = builder().redirectErrorStream(true).start();
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String printed = text(process.getInputStream());
            int exit = process.waitFor();
            if (exit != 0) {
                throw new LabException(this + " ended with " + exit + ": " + printed.strip());
            }
            return printed;
        } catch (IOException e) {
            throw new LabException(this + " could not run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while waiting for " + this, e);
        }
    }

    /** Starts it in the background, its output going to a file. */
    public Process start(Path log) {
        return started(builder()
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(log.toFile()));
    }

    /** Starts it in the background, its standard output to be read by the caller, its complaints dropped. */
    public Process piped() {
        return started(builder().redirectInput(new File("/dev/null")).redirectError(ProcessBuilder.Redirect.DISCARD));
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }

    private Process started(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new LabException(this + " could not start: " + e.getMessage(), e);
        }
    }

    private ProcessBuilder builder() {
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().putAll(environment);
        return builder;
    }

    private static String text(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
}
