package io.postway.skadnetwork;

import io.postway.event.Claims;
import io.postway.event.EventToken;
import io.postway.event.SkanActivity.DecodedEvent;
import io.postway.settings.App;
import io.postway.settings.ConversionSchemas;
import io.postway.settings.ConversionSchemas.Meaning;
import io.postway.settings.ConversionSchemas.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Says what a conversion value stands for, by the schema that was valid when the ad network got the postback. */
final class ValueDecoder {

    private ValueDecoder() {}

    /** @param at when the ad network got the postback */
    static List<DecodedEvent> decode(Claims claims, Instant at, App app, ConversionSchemas schemas) {
        return schemas.at(at)
                .map(schema -> meanings(claims, schema).stream()
                        .map(meaning -> decoded(meaning, schema, app))
                        .toList())
                .orElse(List.of());
    }

    /** Apple sends a fine value with the first postback only, and never beside a coarse one. */
    private static List<Meaning> meanings(Claims claims, Schema schema) {
        return claims.fineValue()
                .filter(value -> claims.sequenceIndex() == 0)
                .map(schema::ofFine)
                .or(() -> claims.coarse().map(value -> schema.ofCoarse(claims.sequenceIndex(), value)))
                .orElse(List.of());
    }

    private static DecodedEvent decoded(Meaning meaning, Schema schema, App app) {
        Optional<EventToken> event = Optional.ofNullable(meaning.event());
        return new DecodedEvent(
                meaning.event(),
                event.flatMap(app::event).map(App.AppEvent::name).orElse(null),
                meaning.countMin(),
                meaning.countMax(),
                meaning.revenueMin(),
                meaning.revenueMax(),
                schema.currency());
    }
}
