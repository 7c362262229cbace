package io.postway.settings;

import static io.postway.settings.SettingsFixture.PURCHASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.postway.event.Callback.Method;
import io.postway.event.Json;
import io.postway.event.Platform;
import io.postway.settings.Panel.DataScope;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class PanelTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @Test
    void everySwitchIsOffUntilSomeoneTurnsItOn() {
        var panel = Panel.untouched().on(null);

        assertThat(panel.isActive()).isFalse();
        assertThat(panel.forwardsSessions()).isFalse();
        assertThat(panel.forwardsRevenue()).isFalse();
        assertThat(panel.forwardsPartnerParameters()).isFalse();
        assertThat(panel.dataScope()).isEqualTo(DataScope.ALL);
        assertThat(panel.method()).isEqualTo(Method.GET);
    }

    @Test
    void enteringAPartnerIdActivates() {
        assertThat(SettingsFixture.panel("{\"partner_ids\":[\"p1\"]}").on(null).isActive())
                .isTrue();
        assertThat(SettingsFixture.panel("{\"partner_ids\":[\"p1\"],\"enabled\":false}")
                        .on(null)
                        .isActive())
                .isFalse();
    }

    @Test
    void aPlatformsOwnValueComesBeforeTheGeneralOne() {
        var panel = SettingsFixture.panel("""
            {"partner_ids":["p1"],"session_forwarding":true,
             "platforms":{"android":{"session_forwarding":false,"event_links":{"ev0001":"droid"}}}}
            """);

        assertThat(panel.on(Platform.IOS).forwardsSessions()).isTrue();
        assertThat(panel.on(Platform.ANDROID).forwardsSessions()).isFalse();
        assertThat(panel.on(Platform.ANDROID).isActive()).isTrue();
        assertThat(panel.on(Platform.ANDROID).label(PURCHASE)).contains("droid");
        assertThat(panel.on(Platform.IOS).label(PURCHASE)).isEmpty();
    }

    @Test
    void aBlankLabelIsNone() {
        assertThat(SettingsFixture.panel("{\"event_links\":{\"ev0001\":\" \"}}")
                        .on(null)
                        .label(PURCHASE))
                .isEmpty();
    }

    @Test
    void secretsAreNeverShownAndSurviveAWriteThatDoesNotNameThem() {
        var stored = SettingsFixture.panel("""
            {"signing_secrets":["%s"],"platforms":{"ios":{"signing_secrets":["%s"]}}}
            """.formatted(SECRET, SECRET));

        assertThat(Json.MAPPER.writeValueAsString(stored.shown())).doesNotContain("whsec_");
        assertThat(stored).asString().doesNotContain("whsec_");
        var rewritten = SettingsFixture.panel("{\"platforms\":{\"ios\":{\"enabled\":false}}}")
                .keepingSecretsOf(stored);
        assertThat(rewritten.on(null).signingSecrets()).isEqualTo(List.of(SECRET));
        assertThat(rewritten.on(Platform.IOS).signingSecrets()).isEqualTo(List.of(SECRET));
    }

    @Test
    void anEndpointMustBeAWebAddress() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Panel(
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        URI.create("file:///etc/passwd"),
                        null,
                        null,
                        null,
                        null,
                        null))
                .withMessageContaining("endpoint");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[0]", "[-1]", "[604801]", "[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]", "[null]"})
    void pausesBetweenAttemptsHaveBounds(String pauses) {
        assertThatExceptionOfType(JacksonException.class)
                .isThrownBy(() -> SettingsFixture.panel("{\"retry_pauses_seconds\":" + pauses + "}"))
                .withMessageContaining("retry_pauses_seconds");
    }

    @Test
    void aPlatformMayBeTriedAgainAtOtherTimes() {
        var panel = SettingsFixture.panel(
                "{\"retry_pauses_seconds\":[10,60],\"platforms\":{\"ios\":{\"retry_pauses_seconds\":[]}}}");

        assertThat(panel.on(Platform.ANDROID).retryPauses())
                .contains(List.of(Duration.ofSeconds(10), Duration.ofMinutes(1)));
        assertThat(panel.on(Platform.IOS).retryPauses()).contains(List.of());
        assertThat(SettingsFixture.panel("{}").on(null).retryPauses()).isEmpty();
    }
}
