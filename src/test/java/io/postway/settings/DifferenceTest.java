package io.postway.settings;

import static io.postway.settings.SettingsFixture.PURCHASE;
import static io.postway.settings.SettingsFixture.REGISTRATION;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DifferenceTest {

    @Test
    void whatHasChangedIsToldFieldByFieldAndSecretsAreNot() {
        var before = SettingsFixture.app();
        var after = new App(
                before.token(),
                "New Name",
                before.iosAppId(),
                null,
                null,
                before.allowedRedirectHosts(),
                before.urlSchemes(),
                null,
                List.of(
                        new App.AppEvent(PURCHASE, "Buy", false, true),
                        new App.AppEvent(REGISTRATION, "Registration", true, false)));

        assertThat(Difference.between(Optional.of(before), Optional.of(after)))
                .extracting(Difference::field)
                .containsExactly("name", "android_package", "events.ev0001.name");
        var secret =
                SettingsFixture.panel("{\"signing_secrets\":[\"whsec_cG9zdHdheS1kZW1vLXNlY3JldC1ub3Qtc2VjcmV0\"]}");
        assertThat(Difference.between(Optional.of(Panel.untouched()), Optional.of(secret))
                        .toString())
                .contains("signing_secrets")
                .doesNotContain("whsec_");
    }
}
