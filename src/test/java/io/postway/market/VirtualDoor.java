package io.postway.market;

import io.postway.event.DeviceIds;
import io.postway.event.Json;
import io.postway.event.LinkToken;
import io.postway.event.Parameters;
import io.postway.event.Partner;
import io.postway.event.Tracker;
import io.postway.market.Market.LifeOf;
import io.postway.market.Step.Forget;
import io.postway.market.Step.Hit;
import io.postway.market.Step.Tell;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Turns a market's requests into the records that the doors would make of them, in virtual time. */
final class VirtualDoor {

    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private final RandomGenerator random;
    private final long settingsVersion;
    private final Networks anonymous = Market.anonymousNetworks();
    private final IdentityHashMap<LifeOf, UUID> lastClicks = new IdentityHashMap<>();
    private final IdentityHashMap<LifeOf, Instant> lastRequests = new IdentityHashMap<>();

    private VirtualDoor(long seed, long settingsVersion) {
        this.random = new SplittableRandom(seed);
        this.settingsVersion = settingsVersion;
    }

    /** A step and when it is taken. */
    private record Timed(Instant at, LifeOf life, Step step) {}

    /** All records in the order in which they came in, but for milliseconds. */
    static List<ObjectNode> records(Market market, long seed, long settingsVersion) {
        var door = new VirtualDoor(seed, settingsVersion);
        return market.lives().stream()
                .flatMap(VirtualDoor::timed)
                .sorted(Comparator.comparing(Timed::at))
                .map(door::record)
                .toList();
    }

    private static Stream<Timed> timed(LifeOf life) {
        var at = BEGINNING.plus(life.birth());
        var timed = new ArrayList<Timed>();
        for (Step step : life.steps()) {
            at = at.plus(step.pause()).plusMillis(1);
            timed.add(new Timed(at, life, step));
        }
        return timed.stream();
    }

    private ObjectNode record(Timed timed) {
        // Two instances acknowledge in another order than they receive; but nobody sends before he has an answer.
        var early = timed.at().minusMillis(random.nextInt(8) == 0 ? random.nextInt(20) : 0);
        var before = lastRequests.get(timed.life());
        var at = before == null || early.isAfter(before) ? early : timed.at();
        lastRequests.put(timed.life(), at);
        var shop = timed.life().shop();
        var record = Json.MAPPER
                .createObjectNode()
                .put("id", id(at).toString())
                .put("received_at", at.toString())
                .put("settings_version", settingsVersion)
                .put("app_token", shop.token());
        switch (timed.step().request()) {
            case Hit hit -> hit(hit, timed.life(), record);
            case Tell tell -> tell(tell, timed.life(), at, record);
            case Forget forget -> {
                record.put("kind", "forget");
                describe(forget.parameters(), shop, record);
            }
        }
        return record;
    }

    /** Of version 7, as the doors give them. */
    private UUID id(Instant at) {
        return new UUID(
                at.toEpochMilli() << 16 | 0x7000 | random.nextInt(0x1000),
                0x8000_0000_0000_0000L | random.nextLong() >>> 2);
    }

    private static void describe(Map<String, String> sent, Shop shop, ObjectNode record) {
        var parameters = new Parameters(sent);
        var ids = DeviceIds.in(parameters)
                .only(type -> shop.has("hardware_ids") || !type.parameter().matches("imei.*|meid"));
        record.set("device_ids", Json.MAPPER.valueToTree(ids));
        record.set("parameters", Json.MAPPER.valueToTree(parameters));
    }

    private void hit(Hit hit, LifeOf life, ObjectNode record) {
        var parameters = new Parameters(hit.parameters());
        var ad = life.shop().ads().stream()
                .filter(one -> one.token().equals(hit.link()))
                .findFirst()
                .orElseThrow();
        var partner = ad.backinapp() ? Partner.BACKINAPP : null;
        var tracker = Tracker.of(
                new LinkToken(ad.token()),
                ad.name(),
                List.of(parameters.value("campaign").orElse("")),
                partner);
        describe(hit.parameters(), life.shop(), record);
        record.put("kind", hit.click() ? "click" : "impression")
                .put("raw_query", "")
                .put("server_to_server", hit.isServers());
        record.set("tracker", Json.MAPPER.valueToTree(tracker));
        record.set("visitor", hit.isServers() ? reported(parameters) : connected(hit.visitor()));
        var flags = record.putArray("flags");
        if (hit.bot()) {
            flags.add("bot");
        }
        if (hit.click()) {
            record.put("may_reattribute", !hit.parameters().containsKey("rt"));
            if (!hit.isServers()) {
                lastClicks.put(life, UUID.fromString(record.path("id").asString()));
            }
        }
    }

    private static ObjectNode connected(Traits traits) {
        var visitor = visitor(traits.deviceType(), traits.osName());
        return visitor.put("ip_address", traits.address())
                .put("device_name", traits.agentName())
                .put("os_version", traits.osVersion());
    }

    private static ObjectNode reported(Parameters parameters) {
        var visitor = visitor(
                parameters.value("device_type").orElse("unknown"),
                parameters.value("os_name").orElse("unknown"));
        Stream.of("ip_address", "device_name", "os_version")
                .forEach(name -> parameters.value(name).ifPresent(value -> visitor.put(name, value)));
        return visitor;
    }

    private static ObjectNode visitor(String deviceType, String osName) {
        var visitor =
                Json.MAPPER.createObjectNode().put("device_type", deviceType).put("os_name", osName);
        visitor.putObject("place");
        return visitor;
    }

    private void tell(Tell tell, LifeOf life, Instant at, ObjectNode record) {
        var parameters = parameters(tell, life, at);
        describe(parameters, life.shop(), record);
        var createdAt = at.minus(tell.times().getOrDefault("created_at", Duration.ZERO));
        record.put("kind", tell.path())
                .put("environment", parameters.getOrDefault("environment", "production"))
                .put("created_at", (createdAt.isAfter(at) ? at : createdAt).toString());
        record.putObject("place");
        for (String name : List.of("ip_address", "event_id", "event_token")) {
            Optional.ofNullable(parameters.get(name)).ifPresent(value -> record.put(name, value));
        }
        if (tell.path().equals("event")) {
            record.putObject("callback_parameters");
            record.putObject("partner_parameters");
        } else {
            record.put("reinstall", parameters.getOrDefault("reinstall", "").equals("1"))
                    .put("anonymous_address", anonymous.contain(parameters.getOrDefault("ip_address", "")));
            record.set("referrer", referrer(parameters));
        }
    }

    private Map<String, String> parameters(Tell tell, LifeOf life, Instant at) {
        var parameters = Requests.withTimes(tell, at);
        return Requests.withReftag(
                parameters, Optional.ofNullable(lastClicks.get(life)).map(UUID::toString));
    }

    private static ObjectNode referrer(Map<String, String> parameters) {
        var told = new LinkedHashMap<String, String>();
        for (String pair : parameters.getOrDefault("referrer", "").split("&", -1)) {
            var parts = pair.split("=", 2);
            told.put(parts[0], parts[parts.length - 1]);
        }
        var referrer = Json.MAPPER.createObjectNode();
        Optional.ofNullable(told.get("adjust_reftag")).ifPresent(id -> referrer.put("reftag", id));
        Optional.ofNullable(told.get("adjust_external_click_id"))
                .ifPresent(id -> referrer.put("external_click_id", id));
        Map.of("referrer_click_time", "click_time", "install_begin_time", "install_begin_time")
                .forEach((parameter, field) -> Optional.ofNullable(parameters.get(parameter))
                        .map(seconds -> Instant.ofEpochSecond(Long.parseLong(seconds)))
                        .ifPresent(time -> referrer.put(field, time.toString())));
        return referrer;
    }
}
