package io.postway.collect.visitor;

import io.postway.event.Engagement.Flag;
import io.postway.event.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** User agents as they come in, with what is right about them. */
public final class RealAgents {

    private static final Path FILE = Path.of("src/test/resources/links/user-agents.json");
    private static final String GARBAGE = "@garbage";
    private static final int GARBAGE_BYTES = 8 * 1024;

    private RealAgents() {}

    /**
     * A user agent.
     *
     * @param page where its click goes: {@code ios}, {@code android} or {@code fallback}
     * @param flag what kind of program it is; null: a person's
     */
    public record RealAgent(
            String name,
            String userAgent,
            String page,
            String osName,
            @Nullable String osVersion,
            String deviceType,
            @Nullable Flag flag) {

        @Override
        public String toString() {
            return name;
        }
    }

    public static List<RealAgent> all() {
        try {
            List<RealAgent> agents =
                    Json.MAPPER.readValue(Files.readString(FILE), new TypeReference<List<RealAgent>>() {});
            return agents.stream()
                    .map(agent -> agent.userAgent().equals(GARBAGE) ? withGarbage(agent) : agent)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RealAgent withGarbage(RealAgent agent) {
        var garbage = new Random(1)
                .ints(GARBAGE_BYTES, '!', '~' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return new RealAgent(
                agent.name(), garbage, agent.page(), agent.osName(), null, agent.deviceType(), agent.flag());
    }
}
