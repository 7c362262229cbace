package io.postway.settings;

import static io.postway.settings.SettingsFixture.PURCHASE;
import static io.postway.settings.SettingsFixture.REGISTRATION;
import static io.postway.settings.SettingsFixture.SHOP;
import static io.postway.settings.SettingsFixture.fullPanel;
import static org.assertj.core.api.Assertions.assertThat;

import io.postway.event.Platform;
import io.postway.settings.Outcome.Applied;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsequencesTest {

    private final SettingsFixture settings = SettingsFixture.shop();

    @Test
    void revenueIsSwitchedOffWithItsLastEvent() {
        settings.with(fullPanel());
        var key = ResourceKey.backinapp(SHOP);

        var outcome = settings.propose(
                key,
                settings.latest().find(key).orElseThrow().version(),
                fullPanel().withEventLinks(Map.of(REGISTRATION, "signup")));

        assertThat(outcome).isEqualTo(new Applied(settings.latest().version(), List.of(RevenueSwitch.TURNED_OFF)));
        assertThat(settings.latest().backinapp(SHOP).on(null).forwardsRevenue()).isFalse();
        assertThat(settings.latest().at(key.path()).orElseThrow().because()).isEqualTo(RevenueSwitch.TURNED_OFF);
    }

    @Test
    void revenueStaysOnWhereAPlatformStillLinksAnEvent() {
        settings.with(linkingThePurchaseOnAndroidAnd("{\"ev0001\":\"buy\"}"));

        settings.with(linkingThePurchaseOnAndroidAnd("{}"));

        var panel = settings.latest().backinapp(SHOP);
        assertThat(panel.on(Platform.ANDROID).forwardsRevenue()).isTrue();
        assertThat(panel.on(Platform.IOS).forwardsRevenue()).isFalse();
    }

    @Test
    void anEventThatIsGoneIsLinkedNoMore() {
        settings.with(fullPanel());
        var app = SettingsFixture.app();
        var key = ResourceKey.app(SHOP);
        var without = new App(
                app.token(),
                app.name(),
                app.iosAppId(),
                app.androidPackage(),
                null,
                null,
                null,
                null,
                List.of(new App.AppEvent(REGISTRATION, "Registration", true, false)));

        var outcome =
                settings.propose(key, settings.latest().find(key).orElseThrow().version(), without);

        assertThat(outcome).isEqualTo(new Applied(settings.latest().version(), List.of(RevenueSwitch.TURNED_OFF)));
        var panel = settings.latest().backinapp(SHOP).on(null);
        assertThat(panel.label(PURCHASE)).isEmpty();
        assertThat(panel.forwardsRevenue()).isFalse();
        assertThat(settings.latest().history().limit(2).map(Revision::path))
                .containsExactly(key.path(), ResourceKey.backinapp(SHOP).path());
    }

    private static Panel linkingThePurchaseOnAndroidAnd(String links) {
        return SettingsFixture.panel("""
            {"partner_ids":["p"],"revenue_forwarding":true,"event_links":%s,"platforms":{"android":
              {"partner_ids":["p"],"revenue_forwarding":true,"event_links":{"ev0001":"buy"}}}}
            """.formatted(links));
    }
}
