package io.postway.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** Reports as the doors make them, for tests; what a test does not name is as plain as can be. */
public final class Activities {

    public static final AppToken SHOP = new AppToken("demoshop0001");
    public static final String IDFA = "8C6CBC0D-5F43-4765-A6E6-84DFF3D24707";

    private final long settingsVersion;

    /** @param settingsVersion what the doors had read */
    public Activities(long settingsVersion) {
        this.settingsVersion = settingsVersion;
    }

    /** @param parameters name, value, name, value, … */
    public Click click(Instant at, Tracker tracker, String... parameters) {
        return click(at, tracker, Set.of(), parameters);
    }

    public Click flagged(Instant at, Tracker tracker, Engagement.Flag flag, String... parameters) {
        return click(at, tracker, Set.of(flag), parameters);
    }

    private Click click(Instant at, Tracker tracker, Set<Engagement.Flag> flags, String... parameters) {
        return click(at, tracker, flags, parameters(parameters));
    }

    private Click click(Instant at, Tracker tracker, Set<Engagement.Flag> flags, Parameters all) {
        return new Click(
                id(at),
                at,
                settingsVersion,
                SHOP,
                tracker,
                DeviceIds.in(all),
                all,
                "",
                false,
                visitor(all),
                flags,
                all.value("rt").isEmpty(),
                null);
    }

    public Impression impression(Instant at, Tracker tracker, String... parameters) {
        var all = parameters(parameters);
        return new Impression(
                id(at), at, settingsVersion, SHOP, tracker, DeviceIds.in(all), all, "", false, visitor(all), Set.of());
    }

    /** As a server would report it. */
    private static Visitor visitor(Parameters said) {
        return new Visitor(
                said.value("ip_address").orElse("192.0.2.1"),
                null,
                Place.unknown(),
                said.value("device_name").orElse(null),
                said.value("device_type").orElse(Visitor.UNKNOWN),
                said.value("os_name").orElse(Visitor.UNKNOWN),
                said.value("os_version").orElse(null));
    }

    public Session session(Instant at, String... parameters) {
        return session(Environment.PRODUCTION, at, parameters);
    }

    public Session session(Environment environment, Instant at, String... parameters) {
        return session(environment, at, at, null, false, parameters);
    }

    /**
     * @param referrer what Play told
     * @param anonymousAddress whether its address is on the operator's list
     */
    public Session session(
            Environment environment,
            Instant receivedAt,
            Instant at,
            @Nullable InstallReferrer referrer,
            boolean anonymousAddress,
            String... parameters) {
        var all = parameters(parameters);
        return new Session(
                id(at),
                receivedAt,
                settingsVersion,
                SHOP,
                environment,
                DeviceIds.in(all),
                at,
                all,
                all.byName().get("ip_address"),
                placeOf(all),
                all.byName().get("event_id"),
                referrer,
                all.flag("reinstall"),
                anonymousAddress,
                sharing(all));
    }

    /** As the door has it: two letters, and none of what is no country. */
    public static Place placeOf(Parameters said) {
        var country = said.value("country").map(code -> code.toLowerCase(Locale.ROOT));
        return new Place(country.filter(code -> code.length() == 2).orElse(null), null);
    }

    public Forget forget(Instant at, String... parameters) {
        var all = parameters(parameters);
        return new Forget(id(at), at, settingsVersion, SHOP, DeviceIds.in(all), all);
    }

    public Event event(Instant at, EventToken token, @Nullable Revenue revenue, String... parameters) {
        var all = parameters(parameters);
        return new Event(
                id(at),
                at,
                settingsVersion,
                SHOP,
                Environment.PRODUCTION,
                DeviceIds.in(all),
                token,
                at,
                revenue,
                Parameters.none(),
                new Parameters(Map.of("plan", "gold")),
                all,
                all.byName().get("ip_address"),
                placeOf(all),
                all.byName().get("event_id"),
                sharing(all));
    }

    private static @Nullable Sharing sharing(Parameters said) {
        var partners = said.byName().get("partner_sharing_settings");
        if (partners == null && said.value("sharing").isEmpty()) {
            return null;
        }
        return new Sharing(
                said.value("sharing").map("enable"::equals).orElse(null),
                partners == null ? Map.of() : Json.MAPPER.readValue(partners, new TypeReference<>() {}));
    }

    private static Parameters parameters(String... pairs) {
        var parameters = new LinkedHashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            parameters.put(pairs[i], pairs[i + 1]);
        }
        return new Parameters(parameters);
    }

    private static UUID id(Instant at) {
        return UUID.nameUUIDFromBytes(at.toString().getBytes(StandardCharsets.UTF_8));
    }
}
