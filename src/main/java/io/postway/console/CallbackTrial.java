package io.postway.console;

import io.postway.event.ActivityKind;
import io.postway.event.AppToken;
import io.postway.event.Attributed;
import io.postway.event.Callback;
import io.postway.event.DeviceReport;
import io.postway.event.Environment;
import io.postway.event.Event;
import io.postway.event.EventToken;
import io.postway.event.Json;
import io.postway.event.Parameters;
import io.postway.event.Place;
import io.postway.event.Revenue;
import io.postway.event.Session;
import io.postway.event.Stamp;
import io.postway.forwarding.Forwarder;
import io.postway.http.ErrorCode;
import io.postway.http.ProblemException;
import io.postway.settings.Settings;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;
import tools.jackson.core.type.TypeReference;

/** What BackInApp would get of an activity by the settings as they stand, and why; nothing of it is sent. */
final class CallbackTrial {

    private static final Set<ActivityKind> KINDS = Set.of(
            ActivityKind.INSTALL,
            ActivityKind.SESSION,
            ActivityKind.EVENT,
            ActivityKind.REINSTALL,
            ActivityKind.REATTRIBUTION);

    private final Forwarder forwarder;
    private final Settings settings;

    CallbackTrial(Forwarder forwarder, Settings settings) {
        this.forwarder = forwarder;
        this.settings = settings;
    }

    /**
     * What to try: an activity that there was, or one that a device might have.
     *
     * @param kind of an activity that there was not; null: an event if there is a token, else a session
     * @param revenue in full units, with {@code currency}
     */
    record Wish(
            @Nullable AppToken app,
            @Nullable UUID activityId,
            @Nullable String deviceId,
            @Nullable Environment environment,
            @Nullable ActivityKind kind,
            @Nullable EventToken eventToken,
            @Nullable BigDecimal revenue,
            @Nullable String currency,
            @Nullable Map<String, String> partnerParameters) {

        Wish {
            if (kind != null && !KINDS.contains(kind)) {
                throw new IllegalArgumentException(
                        "kind must be one of install, session, event, reinstall, reattribution");
            }
            if (revenue != null) {
                money(revenue, currency);
            }
            if (partnerParameters != null) {
                partnerParameters = new LinkedHashMap<>(partnerParameters);
                partnerParameters.values().removeIf(Objects::isNull);
            }
        }

        private static Revenue money(BigDecimal revenue, @Nullable String currency) {
            return new Revenue(revenue, Objects.requireNonNullElse(currency, ""));
        }

        private @Nullable Revenue money() {
            return revenue == null ? null : money(revenue, currency);
        }

        private ActivityKind wantedKind() {
            return Objects.requireNonNullElse(kind, eventToken == null ? ActivityKind.SESSION : ActivityKind.EVENT);
        }

        @Override
        public String toString() {
            return "Wish[" + app + ", " + activityId + ", " + kind + "]";
        }
    }

    /**
     * What would become of one activity.
     *
     * @param forwarding one entry per callback, or one that says why there is none
     */
    record Tried(
            UUID activityId,
            ActivityKind kind,
            long settingsVersion,
            List<Attributed.Forwarding> forwarding,
            List<Rendered> callbacks) {}

    /**
     * A callback that was not sent.
     *
     * @param endpoint null: the place configured for BackInApp
     * @param payload GET: the raw query string; POST: the JSON body
     * @param parameters the payload, decoded
     */
    record Rendered(
            String callbackId,
            String partnerId,
            Callback.Method method,
            @Nullable URI endpoint,
            String payload,
            Map<String, String> parameters) {

        @Override
        public String toString() {
            return "Rendered[" + callbackId + "]";
        }
    }

    Tried of(Attributed activity) {
        var forwarded = forwarder.forward(activity, settings);
        return new Tried(
                activity.id(),
                activity.kind(),
                settings.version(),
                forwarded.decided(),
                forwarded.callbacks().stream().map(CallbackTrial::rendered).toList());
    }

    private static Rendered rendered(Callback callback) {
        return new Rendered(
                callback.callbackId(),
                callback.partnerId(),
                callback.method(),
                callback.endpoint(),
                callback.payload(),
                parameters(callback));
    }

    private static Map<String, String> parameters(Callback callback) {
        return switch (callback.method()) {
            case GET -> {
                var decoded = new LinkedHashMap<String, String>();
                UriComponentsBuilder.newInstance()
                        .query(callback.payload())
                        .build()
                        .getQueryParams()
                        .toSingleValueMap()
                        .forEach((name, value) -> decoded.put(decode(name), decode(value)));
                yield decoded;
            }
            case POST ->
                Json.MAPPER.readValue(callback.payload(), new TypeReference<LinkedHashMap<String, String>>() {});
        };
    }

    private static String decode(String text) {
        return UriUtils.decode(text, StandardCharsets.UTF_8);
    }

    /** As if the device had just reported what {@code wish} says. */
    Tried of(Wish wish, AppToken app, KnownDevices.Found found, Stamp stamp) {
        var kind = wish.wantedKind();
        var report = kind == ActivityKind.EVENT ? event(wish, app, found, stamp) : session(app, found, stamp);
        return of(new Attributed(
                stamp.id(),
                stamp.receivedAt(),
                settings.version(),
                kind,
                app,
                found.environment(),
                report,
                found.device(),
                null,
                List.of(),
                List.of(),
                List.of()));
    }

    private DeviceReport session(AppToken app, KnownDevices.Found found, Stamp stamp) {
        return new Session(
                stamp.id(),
                stamp.receivedAt(),
                settings.version(),
                app,
                found.environment(),
                found.device().ids(),
                stamp.receivedAt(),
                Parameters.none(),
                null,
                Place.unknown(),
                null,
                null,
                false,
                false,
                null);
    }

    private DeviceReport event(Wish wish, AppToken app, KnownDevices.Found found, Stamp stamp) {
        var token = Optional.ofNullable(wish.eventToken())
                .filter(event ->
                        settings.app(app).flatMap(known -> known.event(event)).isPresent())
                .orElseThrow(() -> new ProblemException(
                        ErrorCode.INVALID_VALUE, "event_token must be that of one of the app's events"));
        return new Event(
                stamp.id(),
                stamp.receivedAt(),
                settings.version(),
                app,
                found.environment(),
                found.device().ids(),
                token,
                stamp.receivedAt(),
                wish.money(),
                Parameters.none(),
                new Parameters(Objects.requireNonNullElse(wish.partnerParameters(), Map.of())),
                Parameters.none(),
                null,
                Place.unknown(),
                null,
                null);
    }
}
