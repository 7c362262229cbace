package io.postway.collect.activity;

import static io.postway.collect.activity.ReportFault.BAD_EVENT_STATE;
import static io.postway.collect.activity.ReportFault.INVALID_CALLBACK_PARAMETERS;
import static io.postway.collect.activity.ReportFault.INVALID_EVENT_TOKEN;
import static io.postway.collect.activity.ReportFault.INVALID_PARTNER_PARAMETERS;
import static io.postway.collect.activity.ReportFault.INVALID_REVENUE;

import io.postway.collect.DoorName;
import io.postway.collect.Received;
import io.postway.collect.visitor.Visitors;
import io.postway.event.Event;
import io.postway.event.EventToken;
import io.postway.event.Json;
import io.postway.event.Parameters;
import io.postway.event.RawBytes;
import io.postway.event.Revenue;
import io.postway.event.Topics;
import io.postway.event.WellFormed;
import io.postway.forgotten.ForgottenDevices;
import io.postway.runtime.ConditionalOnRole;
import io.postway.runtime.Role;
import io.postway.settings.App;
import io.postway.settings.S2sToken;
import io.postway.settings.Settings;
import io.postway.settings.SettingsLog;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Judges in-app events. */
@Component
@ConditionalOnRole(Role.COLLECT)
final class EventDoor extends ReportDoor {

    /** How late an event may be reported (Adjust, S2S events). */
    private static final Duration MAX_AGE = Duration.ofDays(58);

    private final Visitors visitors;

    EventDoor(SettingsLog settings, Topics topics, ForgottenDevices forgotten, Visitors visitors) {
        super(settings, topics, forgotten, Set.of("GET", "POST"), "Event request failed");
        this.visitors = visitors;
    }

    @Override
    public DoorName name() {
        return DoorName.EVENT;
    }

    @Override
    public int maxBodyBytes() {
        return RawBytes.MAX_BYTES;
    }

    @Override
    Event read(Received request, Settings known) {
        var report = Report.read(request, known, S2sToken.Scope.EVENTS);
        var app = report.app();
        if (report.createdAt().isBefore(request.stamp().receivedAt().minus(MAX_AGE))) {
            throw BAD_EVENT_STATE.refused(app.token());
        }
        var callbackParameters = parseFlatObject(report.parameters(), "callback_params")
                .orElseThrow(() -> INVALID_CALLBACK_PARAMETERS.refused(app.token()));
        var partnerParameters = parseFlatObject(report.parameters(), "partner_params")
                .orElseThrow(() -> INVALID_PARTNER_PARAMETERS.refused(app.token()));
        var stamp = request.stamp();
        return new Event(
                stamp.id(),
                stamp.receivedAt(),
                stamp.settingsVersion(),
                app.token(),
                report.environment(),
                report.deviceIds(),
                eventToken(report.parameters(), app),
                report.createdAt(),
                revenue(report.parameters(), app),
                callbackParameters,
                partnerParameters,
                report.parameters(),
                Visitors.reportedAddress(request, report.parameters()).orElse(null),
                visitors.reportedPlace(request, report.parameters()),
                report.eventId(),
                report.sharing());
    }

    private static EventToken eventToken(Parameters parameters, App app) {
        var text = parameters.value("event_token").orElse("");
        return app.knownEvents().stream()
                .map(App.AppEvent::token)
                .filter(token -> token.value().equals(text))
                .findFirst()
                .orElseThrow(() -> INVALID_EVENT_TOKEN.refused(app.token()));
    }

    private static @Nullable Revenue revenue(Parameters parameters, App app) {
        var amount = parameters.value("revenue");
        if (amount.isEmpty()) {
            return null;
        }
        try {
            var currency = parameters.value("currency").orElse("").toUpperCase(Locale.ROOT);
            return new Revenue(parseAmount(amount.get()), currency);
        } catch (IllegalArgumentException e) {
            throw INVALID_REVENUE.refused(app.token());
        }
    }

    /** Plain decimals only: an exponent could make a few characters a number of gigabytes. */
    private static BigDecimal parseAmount(String text) {
        if (!text.matches("[0-9]{1,12}(\\.[0-9]{1,12})?")) {
            throw new IllegalArgumentException("not an amount");
        }
        return new BigDecimal(text);
    }

    /** Flat JSON, text to text; absent is empty; none: it is something else. */
    private static Optional<Parameters> parseFlatObject(Parameters parameters, String name) {
        var text = parameters.byName().getOrDefault(name, "");
        if (text.isBlank()) {
            return Optional.of(Parameters.none());
        }
        try {
            return Json.parse(text) instanceof ObjectNode object ? flat(object) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Optional<Parameters> flat(ObjectNode object) {
        var values = new LinkedHashMap<String, String>();
        for (var property : object.properties()) {
            JsonNode value = property.getValue();
            if (!value.isString() || !WellFormed.isWellFormed(property.getKey() + value.stringValue())) {
                return Optional.empty();
            }
            values.put(property.getKey(), value.stringValue());
        }
        return Optional.of(new Parameters(values));
    }
}
