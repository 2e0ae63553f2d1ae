package org.keepvip.daemon.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The lines the agent answers with. */
public final class Answer {
    private static final JsonFactory JSON = new JsonFactory();

    private Answer() {}

    /** {@code {"ok":…,"messages":[…]}}. */
    public static byte[] outcome(boolean ok, List<String> messages) {
        return line(json -> {
            json.writeBooleanField("ok", ok);
            json.writeArrayFieldStart("messages");
            for (String message : messages) {
                json.writeString(message);
            }
            json.writeEndArray();
        });
    }

    /** {@code {"ok":true,"status":{…}}}; {@code status} writes the fields inside. */
    public static byte[] status(Fields status) {
        return line(json -> {
            json.writeBooleanField("ok", true);
            json.writeObjectFieldStart("status");
            status.write(json);
            json.writeEndObject();
        });
    }

    static byte[] unknownRequest() {
        return outcome(false, List.of("expected {\"verb\":\"status\"} or {\"verb\":\"reload\"} on a line"));
    }

    private static byte[] line(Fields fields) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
        return line.toByteArray();
    }

    /** Writes the fields of an object that was begun. */
    @FunctionalInterface
    public interface Fields {
        /** Writes them. */
        void write(JsonGenerator json) throws IOException;
    }
}
