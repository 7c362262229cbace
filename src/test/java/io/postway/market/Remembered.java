package io.postway.market;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A click or impression that a device can be credited to.
 *
 * @param kind {@code click} or {@code impression}
 * @param link the link's token
 * @param tracker the tracker's own, which is the link's or that of a sub-level
 * @param idKeys its device ids as they were sent
 * @param idForms the same in all forms
 * @param externalClickId the network's own id for it; empty: none
 */
record Remembered(
        String id,
        String kind,
        Instant receivedAt,
        String link,
        String tracker,
        Set<String> idKeys,
        Set<String> idForms,
        String externalClickId,
        Optional<Look> look,
        boolean mayReattribute) {

    private static final Set<String> PROGRAMS = Set.of("head", "prefetch", "preview", "bot");

    /** None: it was a program's. */
    static Optional<Remembered> of(JsonNode record) {
        for (JsonNode flag : record.path("flags")) {
            if (PROGRAMS.contains(flag.asString())) {
                return Optional.empty();
            }
        }
        var kind = record.path("kind").asString();
        var visitor = record.path("visitor");
        return Optional.of(new Remembered(
                record.path("id").asString(),
                kind,
                Times.read(record, "received_at"),
                record.path("tracker").path("link").asString(),
                record.path("tracker").path("token").asString(),
                Ids.of(record.path("device_ids")).keys(),
                Ids.of(record.path("device_ids")).forms(),
                kind.equals("click")
                        ? record.path("parameters")
                                .path("external_click_id")
                                .asString("")
                                .strip()
                        : "",
                Look.of(visitor.path("ip_address").asString(""), visitor),
                record.path("may_reattribute").asBoolean(true)));
    }

    boolean isClick() {
        return kind.equals("click");
    }

    static String reftagKey(String clickId) {
        return "reftag:" + clickId;
    }

    static String externalKey(String externalClickId) {
        return "external:" + externalClickId;
    }
}
