package io.postway.market;

import io.postway.market.Step.Tell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Sessions and events of one synthetic device, as its app's back end reports them. */
final class Reports {

    private final RandomGenerator random;
    private final Shop shop;
    private final Tempo tempo;
    private final Phone phone;
    private final boolean isTest;
    private final List<Tell> repeatable = new ArrayList<>();
    private final List<String> externalClickIds = new ArrayList<>();
    private final String name;

    /** How long ago the device is, where time doesn't pass by itself. */
    private Duration backlog;

    private int eventIds;

    Reports(RandomGenerator random, Shop shop, Tempo tempo, Phone phone) {
        this.random = random;
        this.shop = shop;
        this.tempo = tempo;
        this.phone = phone;
        this.isTest = random.nextInt(100) < 6;
        this.backlog = tempo == Tempo.NOW ? Tempo.upToDays(random, 50) : Duration.ZERO;
        this.name = Long.toHexString(random.nextLong());
    }

    Tell session() {
        return session(phone.reported());
    }

    Tell session(Map<String, String> ids) {
        return remember(new Tell("session", sessionParameters(ids), createdAt()));
    }

    /** One that is reported at once, or nearly. */
    Tell promptSession() {
        if (random.nextInt(10) < 6) {
            backlog = Duration.ZERO;
        }
        var times = random.nextInt(4) == 0 ? Map.of("created_at", Tempo.upToSeconds(random, 9)) : createdNow();
        return remember(new Tell("session", sessionParameters(phone.reported()), times));
    }

    Tell reinstall() {
        var session = promptSession();
        var parameters = new LinkedHashMap<>(session.parameters());
        parameters.put("reinstall", "1");
        return new Tell("session", parameters, session.times());
    }

    Tell anonymousSession() {
        var parameters = sessionParameters(phone.reported());
        parameters.put("ip_address", phone.anonymousAddress());
        return new Tell("session", parameters, createdNow());
    }

    /** One whose installation began before some click, and perhaps before the click that Play knows of. */
    Tell injectedSession() {
        var parameters = sessionParameters(phone.reported());
        if (random.nextBoolean()) {
            parameters.put("reinstall", "1");
        }
        if (shop.platform().isAndroid()) {
            parameters.put("referrer", "adjust_reftag=" + Step.REFTAG);
        }
        var times = new LinkedHashMap<>(createdNow());
        times.put("install_begin_time", Tempo.upToSeconds(random, 60));
        times.put("referrer_click_time", Tempo.upToSeconds(random, 60));
        return new Tell("session", parameters, times);
    }

    Tell event() {
        return event(phone.reported());
    }

    Tell event(Map<String, String> ids) {
        var parameters = common(ids);
        parameters.put("event_token", Shop.EVENTS.get(random.nextInt(Shop.EVENTS.size())));
        return remember(new Tell("event", parameters, createdAt()));
    }

    /** One of them again. */
    Optional<Tell> earlier() {
        return repeatable.isEmpty() ? Optional.empty() : Optional.of(repeatable.get(random.nextInt(repeatable.size())));
    }

    String newExternalClickId() {
        var id = "x-" + name + "-" + externalClickIds.size();
        externalClickIds.add(id);
        return id;
    }

    Map<String, String> withApp(Map<String, String> ids) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("app_token", shop.token());
        parameters.putAll(ids);
        return parameters;
    }

    /** @param incomplete whether one of the values is not told */
    void describe(Map<String, String> parameters, Traits traits, boolean incomplete) {
        parameters.put("ip_address", traits.address());
        parameters.put("os_name", traits.osName());
        parameters.put("os_version", traits.osVersion());
        parameters.put("device_type", traits.deviceType());
        parameters.put("device_name", traits.deviceName());
        if (incomplete) {
            parameters.remove(List.of("ip_address", "os_name", "os_version", "device_type", "device_name")
                    .get(random.nextInt(5)));
        }
    }

    private Tell remember(Tell report) {
        if (report.parameters().containsKey("event_id")) {
            repeatable.add(report);
        }
        return report;
    }

    private Map<String, String> common(Map<String, String> ids) {
        var parameters = withApp(ids);
        if (isTest || random.nextInt(60) == 0) {
            parameters.put("environment", "sandbox");
        }
        if (random.nextInt(10) < 4) {
            parameters.put("event_id", name + "-" + eventIds++);
        }
        return parameters;
    }

    private Map<String, String> sessionParameters(Map<String, String> ids) {
        var parameters = common(ids);
        describe(parameters, phone.traits(), random.nextInt(6) == 0);
        if (random.nextInt(25) == 0) {
            parameters.put("reinstall", "1");
        }
        if (shop.platform().isAndroid() && random.nextInt(3) == 0) {
            parameters.put("referrer", referrer());
        }
        return parameters;
    }

    private String referrer() {
        var external = externalClickIds.isEmpty()
                ? "x-unknown"
                : externalClickIds.get(random.nextInt(externalClickIds.size()));
        return switch (random.nextInt(4)) {
            case 0 -> "adjust_external_click_id=" + external;
            case 1 -> "utm_source=a%26b&adjust_reftag=" + Step.REFTAG + "&adjust_external_click_id=" + external;
            case 2 -> "utm_source=(not%20set)&utm_medium=organic";
            default -> "adjust_reftag=" + Step.REFTAG;
        };
    }

    private Map<String, Duration> createdNow() {
        return backlog.isZero() ? Map.of() : Map.of("created_at", backlog);
    }

    private Map<String, Duration> createdAt() {
        var late = lateness();
        var times = backlog.isZero() && late.isZero()
                ? Map.<String, Duration>of()
                : Map.of("created_at", backlog.plus(late));
        backlog = backlog.toHours() < 2 || random.nextInt(6) == 0
                ? Duration.ZERO
                : Duration.ofMillis((long) (backlog.toMillis() * random.nextDouble()));
        return times;
    }

    private Duration lateness() {
        var kind = random.nextInt(100);
        if (kind < (tempo == Tempo.NOW ? 45 : 70)) {
            return Duration.ZERO;
        }
        if (kind < 80) {
            return Tempo.upToSeconds(random, 9);
        }
        if (kind < 88) {
            return Tempo.upToSeconds(random, 3 * 3_600);
        }
        return kind < 95
                ? Tempo.upToDays(random, 57 - (int) Math.min(56, backlog.toDays() + 1))
                : Tempo.upToSeconds(random, 600).negated();
    }
}
