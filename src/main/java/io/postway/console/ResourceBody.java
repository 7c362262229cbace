package io.postway.console;

import io.postway.event.Json;
import io.postway.http.ErrorCode;
import io.postway.http.ProblemException;
import io.postway.settings.Mistake;
import io.postway.settings.Resource;
import io.postway.settings.ResourceReader;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** The bodies that the admin API takes, read without mercy. */
final class ResourceBody {

    /** What an answer may say besides the resource, and a client may send back with it. */
    static final String WARNINGS = "warnings";

    private ResourceBody() {}

    /** @throws ProblemException naming what is wrong with {@code body} */
    static <R> R parse(ObjectNode body, Class<R> type) {
        body.remove(WARNINGS);
        try {
            return ResourceReader.read(body, type);
        } catch (JacksonException e) {
            throw new ProblemException(ErrorCode.INVALID_VALUE, Mistake.in(e));
        }
    }

    /**
     * What {@code make} makes of what an author wrote.
     *
     * @throws ProblemException with what the value's own rules say against it
     */
    static <R> R valid(Supplier<R> make) {
        try {
            return make.get();
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ErrorCode.INVALID_VALUE, String.valueOf(e.getMessage()));
        }
    }

    /** What follows from where the body is sent to may be left out; said otherwise, it is a mistake of the author's. */
    static ObjectNode putIfAbsent(ObjectNode body, String field, String value) {
        return body.hasNonNull(field) ? body : body.put(field, value);
    }

    /** {@code base} with what {@code patch} says, as a body (RFC 7396). */
    static <R extends Resource> ObjectNode patched(R base, ObjectNode patch) {
        return MergePatch.apply(Json.MAPPER.valueToTree(base), patch);
    }
}
