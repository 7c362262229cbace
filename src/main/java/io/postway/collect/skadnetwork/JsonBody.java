package io.postway.collect.skadnetwork;

import io.postway.collect.Refusal;
import io.postway.collect.RefusedException;
import io.postway.event.Json;
import io.postway.event.WellFormed;
import io.postway.http.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.node.ObjectNode;

/** Reads a body as one JSON object, and says of any other where it goes wrong and what is likely missing. */
final class JsonBody {

    private JsonBody() {}

    /**
     * Where JSON ends to be JSON.
     *
     * @param line from 1
     * @param column from 1, in bytes
     * @param hint what to change; null: the rule says it all
     */
    record JsonFault(
            int line, int column, String rule, @Nullable String hint) {

        private String sentence() {
            return rule + " (line " + line + ", column " + column + ")" + (hint == null ? "." : ": " + hint + ".");
        }
    }

    /** @throws RefusedException saying line, column and a hint */
    static ObjectNode parse(byte[] body) {
        try {
            if (Json.parse(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw refused(fault(e, body));
        }
        throw refused(new JsonFault(1, 1, "The body must be one JSON object", null));
    }

    private static RefusedException refused(JsonFault fault) {
        return new RefusedException(new Refusal(
                ErrorCode.INVALID_JSON, ErrorCode.INVALID_JSON.wireName(), fault.sentence(), List.of(fault), null));
    }

    private static JsonFault fault(JacksonException e, byte[] body) {
        var at = e.getLocation() == null ? TokenStreamLocation.NA : e.getLocation();
        return new JsonFault(
                Math.max(at.getLineNr(), 1),
                Math.max(at.getColumnNr(), 1),
                WellFormed.of(e.getOriginalMessage()),
                hint(e.getOriginalMessage(), body, at.getByteOffset()));
    }

    private static @Nullable String hint(String message, byte[] body, long errorAt) {
        if (message.contains("was expecting comma to separate")) {
            return "a comma is missing after " + position(body, endOfTokenBefore(body, errorAt));
        }
        if (message.contains("end-of-input")) {
            return "a bracket or a quote is not closed";
        }
        if (message.contains("was expecting double-quote to start property name")) {
            return "names stand in double quotes, and no comma stands before a closing bracket";
        }
        if (message.contains("Duplicate Object property")) {
            return "a name stands twice";
        }
        return null;
    }

    /** The last byte before {@code end} that is no white space. */
    private static int endOfTokenBefore(byte[] body, long end) {
        // Jackson has read the byte that it stumbled over.
        int i = (int) Math.clamp(end - 1, 0, body.length - 1L);
        while (i > 0 && Character.isWhitespace(body[i])) {
            i--;
        }
        return i;
    }

    private static String position(byte[] body, int index) {
        var before = new String(body, 0, index + 1, StandardCharsets.UTF_8);
        var lines = before.split("\n", -1);
        return "line " + lines.length + ", column " + lines[lines.length - 1].length();
    }
}
