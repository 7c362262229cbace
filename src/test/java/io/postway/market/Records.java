package io.postway.market;

import io.postway.event.Json;
import io.postway.market.Shop.Ad;
import io.postway.market.Shop.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Records of one app as they stand on {@code postway.activities}, for tests of the reference; each is known by a short
 * name. What is told as parameters are pairs: ids stand under their types, all else under its name.
 */
final class Records {

    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final Shop shop;
    private final Reference reference;

    Records(Shop shop) {
        this.shop = shop;
        this.reference = new Reference(List.of(shop), new Networks(List.of("203.0.113.0/24")));
    }

    /** An app with a link that leaves all to it, one of BackInApp's, and one with a mind of its own. */
    static Shop shop(Map<String, Integer> hours, Set<String> switches, Map<String, Integer> thresholds) {
        return new Shop(
                "referenceapp",
                Platform.ANDROID,
                hours,
                switches,
                Set.of(),
                thresholds,
                Map.of("click_window_hours", 48),
                List.of(
                        new Ad("plain", "Plain", false, Map.of()),
                        new Ad("backin", "BackInApp", true, Map.of()),
                        new Ad("own", "Own", false, Map.of("click_window_hours", 24, "inactivity_hours", 1))));
    }

    /** What came of all that counted, in order. */
    List<String> kinds() {
        return reference.decisions().stream()
                .map(decision -> decision.id() + " " + decision.kind())
                .toList();
    }

    Reference reference() {
        return reference;
    }

    /** What came of it last. */
    Decision last() {
        return reference.decisions().getLast();
    }

    /** A click on the second link, {@code seconds} after the start. */
    Records click(String id, double seconds, String... parameters) {
        return engage("click", id, seconds, parameters);
    }

    Records impression(String id, double seconds, String... parameters) {
        return engage("impression", id, seconds, parameters);
    }

    private Records engage(String kind, String id, double seconds, String... pairs) {
        var record = record(kind, id, seconds, pairs);
        var parameters = record.path("parameters");
        var link = parameters.path("link").asString("plain");
        record.putObject("tracker")
                .put("link", link)
                .put("token", link + parameters.path("campaign").asString(""));
        record.set("visitor", parameters);
        record.put("may_reattribute", !parameters.has("rt"));
        if (parameters.has("flag")) {
            record.putArray("flags").add(parameters.path("flag").asString());
        }
        return read(record);
    }

    Records session(String id, double seconds, String... pairs) {
        return report(record("session", id, seconds, pairs));
    }

    Records event(String id, double seconds, String... pairs) {
        return report(record("event", id, seconds, pairs));
    }

    private Records report(ObjectNode record) {
        var parameters = record.path("parameters");
        record.put("environment", parameters.path("environment").asString("production"));
        record.put("event_token", parameters.path("event_token").asString("ev0001"));
        for (String name : List.of("event_id", "ip_address")) {
            if (parameters.has(name)) {
                record.put(name, parameters.path(name).asString());
            }
        }
        var ago = Double.parseDouble(parameters.path("seconds_ago").asString("0"));
        record.put(
                "created_at",
                Times.read(record, "received_at")
                        .minusMillis(Math.round(ago * 1000))
                        .toString());
        return read(record);
    }

    Records forget(String id, double seconds, String... pairs) {
        return read(record("forget", id, seconds, pairs));
    }

    private ObjectNode record(String kind, String id, double seconds, String... pairs) {
        var record = Json.MAPPER
                .createObjectNode()
                .put("kind", kind)
                .put("id", id)
                .put(
                        "received_at",
                        START.plus(Duration.ofMillis(Math.round(seconds * 1000)))
                                .toString())
                .put("app_token", shop.token());
        var ids = record.putObject("device_ids");
        var parameters = record.putObject("parameters");
        for (int i = 0; i < pairs.length; i += 2) {
            parameters.put(pairs[i], pairs[i + 1]);
            if (pairs[i].matches("(idfa|gps_adid|android_id|external_device_id).*|idfv")) {
                ids.put(pairs[i], pairs[i + 1]);
            }
        }
        return record;
    }

    private Records read(JsonNode record) {
        reference.read(record);
        return this;
    }
}
