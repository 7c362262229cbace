package io.postway.console;

import io.postway.http.ErrorCode;
import io.postway.http.ProblemException;
import java.util.function.Function;

/** Tokens in paths: one that can't be a token names nothing that exists. */
final class PathVariables {

    private PathVariables() {}

    static <T> T parse(String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ErrorCode.NOT_FOUND, "There is no such resource.");
        }
    }
}
