package org.keepvip.daemon.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.Optional;
import org.keepvip.ctl.Verb;

/** One line of the control protocol: {@code {"verb":"status"}}. */
final class Request {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(4)
                    .maxStringLength(64)
                    .maxNameLength(64)
                    .maxNumberLength(32)
                    .build())
            .build();

    private Request() {}

    /** The verb asked for; empty when {@code line} is no request. */
    static Optional<Verb> verb(byte[] line, int length) {
        try (JsonParser parser = JSON.createParser(line, 0, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT
                    || !"verb".equals(parser.nextFieldName())
                    || parser.nextToken() != JsonToken.VALUE_STRING) {
                return Optional.empty();
            }
            Optional<Verb> verb = Verb.of(parser.getText());
            return parser.nextToken() == JsonToken.END_OBJECT && parser.nextToken() == null ? verb : Optional.empty();
        } catch (IOException broken) {
            return Optional.empty();
        }
    }
}
