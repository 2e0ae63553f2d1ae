package org.keepvip.daemon.control;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.keepvip.ctl.Verb;

/** One client of the control socket: requests come in as lines and are answered in order. */
final class Connection {
    /** What reading left to do. */
    enum Need {
        READ,
        WRITE,
        CLOSE
    }

    private final SocketChannel channel;
    private final Function<Verb, byte[]> answers;
    private final ByteBuffer chunk = ByteBuffer.allocate(4096);
    private byte[] line = new byte[256];
    private int length;
    private @Nullable ByteBuffer answer;
    private long lastActive;

    Connection(SocketChannel channel, Function<Verb, byte[]> answers, long now) {
        this.channel = channel;
        this.answers = answers;
        lastActive = now;
        chunk.flip();
    }

    /** When the client last did something, by the clock given to the other methods. */
    long lastActive() {
        return lastActive;
    }

    SocketChannel channel() {
        return channel;
    }

    /** Goes on where the selector says it can. */
    Need proceed(long now) throws IOException {
        lastActive = now;
        if (answer != null) {
            return write(answer);
        }
        chunk.compact();
        int got = channel.read(chunk);
        chunk.flip();
        return got < 0 ? Need.CLOSE : consume();
    }

    private Need consume() throws IOException {
        while (chunk.hasRemaining()) {
            byte octet = chunk.get();
            if (octet == '\n') {
                Optional<Verb> verb = Request.verb(line, length);
                length = 0;
                ByteBuffer reply = ByteBuffer.wrap(verb.map(answers).orElseGet(Answer::unknownRequest));
                answer = reply;
                return write(reply);
            }
            if (length + 1 >= Verb.MAX_REQUEST) {
                return Need.CLOSE;
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, 2 * length);
            }
            line[length++] = octet;
        }
        return Need.READ;
    }

    private Need write(ByteBuffer reply) throws IOException {
        channel.write(reply);
        if (reply.hasRemaining()) {
            return Need.WRITE;
        }
        answer = null;
        return chunk.hasRemaining() ? consume() : Need.READ;
    }
}
