package org.keepvip.ctl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** One question to one agent. */
public final class ControlClient {
    private static final int MAX_ANSWER = 64 << 20;
    /** Longer than the agent itself waits for its loop. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ControlClient() {}

    /**
     * Sends {@code verb} to the agent at {@code socket} and waits for its answer.
     *
     * @throws IOException when nobody listens there, we may not connect, or the answer is no JSON line
     */
    public static JsonNode ask(Path socket, Verb verb) throws IOException {
        return ask(socket, verb, PATIENCE);
    }

    static JsonNode ask(Path socket, Verb verb, Duration patience) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            ByteBuffer request = StandardCharsets.UTF_8.encode("{\"verb\":\"" + verb.word() + "\"}\n");
            while (request.hasRemaining()) {
                channel.write(request);
            }
            JsonNode answer = JSON.readTree(line(channel, patience));
            if (answer == null || !answer.isObject()) {
                throw new IOException("the agent at " + socket + " closed the connection without an answer");
            }
            return answer;
        }
    }

    private static byte[] line(SocketChannel channel, Duration patience) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(16 << 10);
        while (read(channel, buffer, patience) >= 0) {
            buffer.flip();
            while (buffer.hasRemaining()) {
                byte octet = buffer.get();
                if (octet == '\n') {
                    return line.toByteArray();
                }
                line.write(octet);
            }
            buffer.clear();
            if (line.size() > MAX_ANSWER) {
                throw new IOException("the agent's answer is longer than " + MAX_ANSWER + " octets");
            }
        }
        return line.toByteArray();
    }

    /** An agent that is stopped or hangs accepts and never answers. */
    private static int read(SocketChannel channel, ByteBuffer buffer, Duration patience) throws IOException {
        channel.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_READ);
            if (selector.select(patience.toMillis()) == 0) {
                throw new IOException("no answer within " + patience.toMillis() / 1000.0 + " s");
            }
        }
        return channel.read(buffer);
    }
}
