package io.postway.collect.activity;

import static io.postway.collect.activity.ReportFault.APP_TOKEN_NOT_FOUND;
import static io.postway.collect.activity.ReportFault.INVALID_APP_TOKEN;
import static io.postway.collect.activity.ReportFault.INVALID_BODY;
import static io.postway.collect.activity.ReportFault.INVALID_CREATED_AT;
import static io.postway.collect.activity.ReportFault.INVALID_DEVICE_ID;
import static io.postway.collect.activity.ReportFault.INVALID_ENVIRONMENT;
import static io.postway.collect.activity.ReportFault.INVALID_EVENT_ID;
import static io.postway.collect.activity.ReportFault.INVALID_TRACKING_STATUS;
import static io.postway.collect.activity.ReportFault.UNAUTHORIZED;

import io.postway.collect.Received;
import io.postway.event.AppToken;
import io.postway.event.DeviceIds;
import io.postway.event.Environment;
import io.postway.event.Parameters;
import io.postway.event.Sharing;
import io.postway.http.FormData;
import io.postway.settings.App;
import io.postway.settings.S2sToken;
import io.postway.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What sessions and events have in common: whose app, which device, when, and whether the sender may say so. */
record Report(
        App app,
        Environment environment,
        DeviceIds deviceIds,
        Instant createdAt,
        Parameters parameters,
        @Nullable String eventId,
        @Nullable Sharing sharing) {

    private static final int MAX_EVENT_ID = 256;

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String BEARER = "Bearer ";
    private static final Pattern QUOTED = Pattern.compile("^\"(.*)\"$");

    /**
     * ISO 8601 with a zone, the offset with or without its colon: {@code 2026-01-31T10:00:00.000Z+0100} occurs, too.
     */
    private static final DateTimeFormatter CREATED_AT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("['Z'XXX]['Z'XX][XXX][XX][X]")
            .toFormatter(Locale.ROOT);

    /** @throws io.postway.collect.RefusedException if the request itself is wrong */
    static Report read(Received request, Settings settings, S2sToken.Scope scope) {
        var parameters = parameters(request);
        var app = app(parameters, settings);
        if (!settings.s2sTokens(app.token()).isEmpty()) {
            requireToken(request, settings, app, scope);
        }
        var ids = deviceIds(parameters, app);
        requireTrackingStatus(parameters, app);
        var createdAt = createdAt(parameters, app, request.stamp().receivedAt());
        var eventId = eventId(request, parameters, app);
        var sharing = SharingReader.read(parameters, app.token());
        return new Report(app, environment(parameters, app), ids, createdAt, parameters, eventId, sharing);
    }

    static DeviceIds deviceIds(Parameters parameters, App app) {
        var ids = DeviceIds.in(parameters).only(app::takes);
        if (ids.isEmpty()) {
            throw INVALID_DEVICE_ID.refused(app.token());
        }
        return ids;
    }

    /** Query and form body together; of a name in both, the body's value counts. */
    static Parameters parameters(Received request) {
        var all = new LinkedHashMap<>(request.query().byName());
        if (request.body().length > 0) {
            if (!request.mediaType().isEmpty() && !request.mediaType().equals(FORM)) {
                throw INVALID_BODY.refused(null);
            }
            all.putAll(FormData.parse(new String(request.body(), StandardCharsets.UTF_8))
                    .byName());
        }
        return new Parameters(all);
    }

    static App app(Parameters parameters, Settings settings) {
        var token = parameters
                .value("app_token")
                .flatMap(Report::parseAppToken)
                .orElseThrow(() -> INVALID_APP_TOKEN.refused(null));
        return settings.app(token).orElseThrow(() -> APP_TOKEN_NOT_FOUND.refused(token));
    }

    private static Optional<AppToken> parseAppToken(String text) {
        try {
            return Optional.of(new AppToken(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** An app without tokens takes sessions and events from anybody; from its first one on, they need one, too. */
    static void requireToken(Received request, Settings settings, App app, S2sToken.Scope scope) {
        var bearer = request.header("authorization")
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).strip());
        if (settings.s2sTokens(app.token()).stream()
                .filter(token -> token.scopes().contains(scope))
                .noneMatch(token -> bearer.filter(token::isHashOf).isPresent())) {
            throw UNAUTHORIZED.refused(app.token());
        }
    }

    /** iOS since 14.5 says {@code att_status}, all else {@code tracking_enabled}; one of them, or neither. */
    private static void requireTrackingStatus(Parameters parameters, App app) {
        var attStatus = parameters.value("att_status");
        var trackingEnabled = parameters.value("tracking_enabled");
        if ((attStatus.isPresent() && trackingEnabled.isPresent())
                || attStatus.filter(status -> !status.matches("[0-3]")).isPresent()
                || trackingEnabled.filter(enabled -> !enabled.matches("[01]")).isPresent()) {
            throw INVALID_TRACKING_STATUS.refused(app.token());
        }
    }

    /** The sender's own id for the report; as a header it may stand in quotes (RFC 9651, strings). */
    private static @Nullable String eventId(Received request, Parameters parameters, App app) {
        var eventId = parameters
                .value("event_id")
                .or(() -> request.header("idempotency-key")
                        .map(key -> QUOTED.matcher(key.strip()).replaceFirst("$1"))
                        .filter(key -> !key.isBlank()));
        if (eventId.filter(id -> id.length() > MAX_EVENT_ID).isPresent()) {
            throw INVALID_EVENT_ID.refused(app.token());
        }
        return eventId.orElse(null);
    }

    private static Environment environment(Parameters parameters, App app) {
        return switch (parameters.value("environment").orElse("production")) {
            case "production" -> Environment.PRODUCTION;
            case "sandbox" -> Environment.SANDBOX;
            default -> throw INVALID_ENVIRONMENT.refused(app.token());
        };
    }

    /** What the device says, where it is not after our receipt. */
    private static Instant createdAt(Parameters parameters, App app, Instant receivedAt) {
        try {
            var reported = parameters
                    .value("created_at_unix")
                    .map(seconds -> Instant.ofEpochSecond(Long.parseLong(seconds)))
                    .or(() -> parameters
                            .value("created_at")
                            .map(text -> OffsetDateTime.parse(text, CREATED_AT).toInstant()));
            if (reported.isPresent() && reported.get().isBefore(Instant.EPOCH)) {
                throw INVALID_CREATED_AT.refused(app.token());
            }
            return reported.filter(time -> !time.isAfter(receivedAt)).orElse(receivedAt);
        } catch (NumberFormatException | DateTimeException e) {
            throw INVALID_CREATED_AT.refused(app.token());
        }
    }
}
