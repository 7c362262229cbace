package io.postway.market;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * A session or event as it stands on the topic.
 *
 * @param at when it happened
 * @param keys those of its ids
 */
record Report(String id, String kind, Instant receivedAt, Instant at, Ids ids, Set<String> keys, JsonNode record) {

    static Report of(JsonNode record) {
        var receivedAt = Times.read(record, "received_at");
        var createdAt = record.has("created_at") ? Times.read(record, "created_at") : receivedAt;
        var ids = Ids.of(record.path("device_ids"));
        return new Report(
                record.path("id").asString(),
                record.path("kind").asString(),
                receivedAt,
                createdAt.isAfter(receivedAt) ? receivedAt : createdAt,
                ids,
                ids.keys(),
                record);
    }

    /** What it is known by if it comes again. */
    Optional<String> repeatKey() {
        return record.has("event_id")
                ? Optional.of(kind + "/" + record.path("event_id").asString())
                : Optional.empty();
    }

    String eventToken() {
        return record.path("event_token").asString();
    }

    String address() {
        return record.path("ip_address").asString("");
    }

    Optional<Look> look() {
        return Look.of(address(), record.path("parameters"));
    }

    boolean reinstalls() {
        return parameter("reinstall").equals("1");
    }

    /** What a click is known by to Play. */
    Set<String> referrerKeys() {
        var keys = new TreeSet<String>();
        for (String pair : parameter("referrer").split("&", -1)) {
            var end = pair.indexOf('=');
            if (end > 0) {
                var value = URLDecoder.decode(pair.substring(end + 1), StandardCharsets.UTF_8);
                switch (pair.substring(0, end)) {
                    case "adjust_reftag" -> keys.add(Remembered.reftagKey(value));
                    case "adjust_external_click_id" -> keys.add(Remembered.externalKey(value));
                    default -> {}
                }
            }
        }
        return keys;
    }

    Optional<Instant> installBeginTime() {
        return time("install_begin_time");
    }

    Optional<Instant> referrerClickTime() {
        return time("referrer_click_time");
    }

    /** Play says 0 where it does not know. */
    private Optional<Instant> time(String name) {
        var seconds = parameter(name);
        return seconds.matches("\\d{1,10}") && !seconds.matches("0+")
                ? Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds)))
                : Optional.empty();
    }

    private String parameter(String name) {
        return record.path("parameters").path(name).asString("").strip();
    }
}
