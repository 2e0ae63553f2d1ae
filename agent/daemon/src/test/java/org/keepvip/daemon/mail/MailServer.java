package org.keepvip.daemon.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Debian's aiosmtpd in a process of its own. */
public final class MailServer implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final Process process;
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private final int port;

    /** A mail that arrived: the envelope's lines, {@code tls} or {@code clear}, who logged in, headers and body. */
    public record Mail(List<String> envelope, String how, String who, String text) {
        public Mail {
            envelope = List.copyOf(envelope);
        }
    }

    /**
     * Starts one, and waits until it listens.
     *
     * @param before what goes before the command, such as {@code ip netns exec NAME}
     * @param options of smtpd.py
     */
    public MailServer(Path folder, List<String> before, String... options) throws IOException, InterruptedException {
        Path script = folder.resolve("smtpd.py");
        try (InputStream text = Objects.requireNonNull(MailServer.class.getResourceAsStream("/mail/smtpd.py"))) {
            Files.copy(text, script, StandardCopyOption.REPLACE_EXISTING);
        }
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of("/usr/bin/python3", script.toString()));
        command.addAll(List.of(options));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Thread.ofPlatform().daemon().start(this::listen);
        port = Integer.parseInt(line().substring("port ".length()));
    }

    private void listen() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            reader.lines().forEach(said::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String line() throws InterruptedException {
        String line = said.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (line == null) {
            throw new AssertionError("the mail server says nothing");
        }
        return line;
    }

    public int port() {
        return port;
    }

    /** The next mail that it takes. */
    public Mail mail() throws InterruptedException {
        List<String> envelope = new ArrayList<>();
        String line = line();
        while (!line.startsWith("data ")) {
            envelope.add(line);
            line = line();
        }
        String[] words = line.split(" ", -1);
        return new Mail(
                envelope, words[1], words[2], new String(HexFormat.of().parseHex(words[3]), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
