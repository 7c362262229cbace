package io.postway.market;

import io.postway.attribution.AttributionStage;
import io.postway.event.AppToken;
import io.postway.event.Json;
import io.postway.event.LinkToken;
import io.postway.event.Topic;
import io.postway.settings.App;
import io.postway.settings.Link;
import io.postway.settings.Panel;
import io.postway.settings.ResourceKey;
import io.postway.settings.SettingsFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Five months of the market in virtual time: windows, the thirty days of remembrance, the seven days of repetition and
 * the ten minutes of waiting all pass. {@code -Dpostway.market.seed=…} makes up another one.
 */
class MarketTest {

    private static final long SEED = Long.getLong("postway.market.seed", 20_261_122L);
    private static final int RECORDS = Integer.getInteger("postway.market.virtual-records", 6_000);

    @TempDir
    private Path state;

    @Test
    void theStageAgreesWithTheReferenceOnEveryRecord() throws IOException {
        var market = Market.of(SEED, RECORDS, Tempo.MONTHS);
        var settings = settings(market.shops());
        var records = new ArrayList<>(
                VirtualDoor.records(market, SEED, settings.latest().version()));
        records.add(monthsLater(records));

        var reference = new Reference(market.shops(), Market.anonymousNetworks());
        records.forEach(reference::read);
        try (var stage = AttributionStage.start(settings, state)) {
            records.forEach(record -> stage.receive(
                    new AppToken(record.path("app_token").asString()),
                    record.toString().getBytes(StandardCharsets.UTF_8),
                    Times.read(record, "received_at")));
            var agreement = new Agreement(
                    read(stage, AttributionStage.TOPICS.attributed()),
                    read(stage, AttributionStage.TOPICS.rejected()),
                    true);

            agreement.assertOn(reference, records, SEED);
        }
    }

    private static SettingsFixture settings(List<Shop> shops) {
        var settings = new SettingsFixture();
        for (Shop shop : shops) {
            var app = new AppToken(shop.token());
            settings.set(ResourceKey.app(app), Json.MAPPER.treeToValue(shop.json(), App.class));
            for (Shop.Ad ad : shop.ads()) {
                var link = ad.json().put("app", shop.token());
                settings.set(
                        ResourceKey.link(app, new LinkToken(ad.token())), Json.MAPPER.treeToValue(link, Link.class));
            }
            settings.set(ResourceKey.backinapp(app), Json.MAPPER.treeToValue(shop.panelJson(), Panel.class));
        }
        return settings;
    }

    /** A click after which nobody waits any more. */
    private static ObjectNode monthsLater(List<ObjectNode> records) {
        var click = records.stream()
                .filter(record -> record.path("kind").asString().equals("click"))
                .findFirst()
                .orElseThrow();
        var at = Times.read(records.getLast(), "received_at").plus(Duration.ofDays(100));
        return click.deepCopy()
                .put("id", "019b76da-a800-7000-8000-000000000000")
                .put("received_at", at.toString());
    }

    private static List<JsonNode> read(AttributionStage stage, Topic<?> topic) {
        return stage.readBytes(topic).stream().map(Json::parse).toList();
    }
}
