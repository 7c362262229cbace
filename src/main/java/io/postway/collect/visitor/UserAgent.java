package io.postway.collect.visitor;

import io.postway.event.Engagement.Flag;
import io.postway.event.Visitor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a user agent says; the values are those of {@link io.postway.event.Visitor}.
 *
 * @param program what kind of program it is; null: a person's browser or app, as far as one can tell
 */
public record UserAgent(
        @Nullable String deviceName,
        String deviceType,
        String osName,
        @Nullable String osVersion,
        @Nullable Flag program) {

    static UserAgent unknown() {
        return new UserAgent(null, Visitor.UNKNOWN, Visitor.UNKNOWN, null, null);
    }

    public Optional<Flag> asProgram() {
        return Optional.ofNullable(program);
    }
}
