package io.postway.market;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * A record on {@code postway.attributed}, as far as the rules tell.
 *
 * @param device who it is: the service's {@code adid}, or the reference's own name for it
 * @param credit the engagement's id, {@code organic} or {@code untrusted}
 * @param rejection why, and which engagement; only of rejected ones
 */
record Decision(
        String id,
        String kind,
        String device,
        String credit,
        long sessionCount,
        Optional<Rejection> rejection,
        Set<String> otherDevices,
        List<Weighed> candidates) {

    static final String ORGANIC = "organic";
    static final String UNTRUSTED = "untrusted";

    /** @param engagement the engagement's id, or {@code organic} */
    record Rejection(String reason, String engagement) {}

    /** How a candidate fared. */
    record Weighed(String engagement, String step, long ageSeconds, long windowSeconds, String verdict) {

        private static Weighed of(JsonNode told) {
            return new Weighed(
                    told.path("engagement_id").asString(),
                    told.path("step").asString(),
                    told.path("age_seconds").asLong(),
                    told.path("window_seconds").asLong(),
                    told.path("verdict").asString());
        }
    }

    /** As the service has it. */
    static Decision of(JsonNode attributed) {
        var device = attributed.path("device");
        var credit = device.path("attribution")
                .path("engagement_id")
                .asString(device.path("untrusted").asBoolean(false) ? UNTRUSTED : ORGANIC);
        var rejection = attributed.path("rejection");
        return new Decision(
                attributed.path("id").asString(),
                attributed.path("kind").asString(),
                device.path("adid").asString(),
                credit,
                device.path("session_count").asLong(),
                rejection.isObject()
                        ? Optional.of(new Rejection(
                                rejection.path("reason").asString(),
                                rejection.path("engagement_id").asString(ORGANIC)))
                        : Optional.empty(),
                stream(attributed.path("other_devices")).map(JsonNode::asString).collect(Collectors.toSet()),
                stream(attributed.path("candidates")).map(Weighed::of).toList());
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    @Override
    public String toString() {
        return "%s device=%s credit=%s sessions=%d rejection=%s others=%s%s"
                .formatted(
                        kind,
                        device,
                        credit,
                        sessionCount,
                        rejection.map(Rejection::toString).orElse("-"),
                        otherDevices,
                        candidates.stream()
                                .map(candidate -> "\n      " + candidate)
                                .reduce("", String::concat));
    }
}
