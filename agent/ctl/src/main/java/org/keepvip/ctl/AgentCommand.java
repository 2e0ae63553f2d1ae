package org.keepvip.ctl;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * {@code keepvip status} and {@code keepvip reload}. Exit codes: 0 done, 1 refused by the agent or no agent to ask,
 * 2 the command line is wrong.
 */
public final class AgentCommand {
    private static final int DONE = 0;
    private static final int REFUSED = 1;
    private static final int USAGE = 2;

    private final Verb verb;
    private final RuntimeDirectory runtime;
    private final InstantSource clock;
    private final PrintStream out;
    private final PrintStream err;

    public AgentCommand(Verb verb, RuntimeDirectory runtime, InstantSource clock, PrintStream out, PrintStream err) {
        this.verb = verb;
        this.runtime = runtime;
        this.clock = clock;
        this.out = out;
        this.err = err;
    }

    /** Asks and prints; {@code arguments} are those after the verb. Returns the exit code. */
    public int run(List<String> arguments) {
        Optional<Path> socket = Optional.empty();
        boolean json = false;
        Deque<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            String argument = rest.pop();
            if (argument.equals("--json") && verb == Verb.STATUS) {
                json = true;
            } else if (argument.equals("--socket") && !rest.isEmpty()) {
                socket = Optional.of(Path.of(rest.pop()));
            } else if (argument.startsWith("--socket=")) {
                socket = Optional.of(Path.of(argument.substring("--socket=".length())));
            } else {
                return usage(argument);
            }
        }
        try {
            Optional<Path> chosen = socket.isPresent() ? socket : onlySocket();
            return chosen.isPresent() ? ask(chosen.get(), json) : REFUSED;
        } catch (IOException e) {
            err.println("keepvip " + verb.word() + ": " + e.getMessage());
            return REFUSED;
        }
    }

    private int usage(String argument) {
        err.println("keepvip " + verb.word() + ": unexpected " + argument + ". Usage: keepvip " + verb.word()
                + (verb == Verb.STATUS ? " [--json]" : "") + " [--socket PATH]");
        return USAGE;
    }

    private int ask(Path socket, boolean json) throws IOException {
        if (!Files.exists(socket)) {
            err.println("keepvip " + verb.word() + ": no agent listens at " + socket);
            return REFUSED;
        }
        JsonNode answer;
        try {
            answer = ControlClient.ask(socket, verb);
        } catch (IOException e) {
            throw new IOException("cannot ask the agent at " + socket + ": " + e.getMessage(), e);
        }
        answer.path("messages").forEach(message -> err.println(message.asText()));
        if (!answer.path("ok").asBoolean()) {
            return REFUSED;
        }
        switch (verb) {
            case STATUS ->
                out.print(
                        json
                                ? answer.path("status").toPrettyString() + "\n"
                                : new StatusTable(answer.path("status"), clock.instant()).text());
            case RELOAD -> out.println("reloaded");
        }
        return DONE;
    }

    private Optional<Path> onlySocket() throws IOException {
        List<Path> sockets = runtime.sockets();
        if (sockets.size() > 1) {
            sockets = sockets.stream().filter(RuntimeDirectory::isAnswered).toList();
        }
        if (sockets.size() > 1) {
            err.println("keepvip " + verb.word() + ": several agents run here, name one:");
            sockets.forEach(socket -> err.println("  --socket " + socket));
            return Optional.empty();
        }
        return Optional.of(sockets.isEmpty() ? runtime.socket() : sockets.getFirst());
    }
}
