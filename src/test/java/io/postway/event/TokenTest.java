package io.postway.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {

    @ParameterizedTest
    @ValueSource(strings = {"abc12", "abc123456", "ABC123", "abc-12", "", "session", "console", "sandbox", "logout"})
    void whatIsNoLinkIsRefused(String text) {
        assertThat(LinkToken.isToken(text)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new LinkToken(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc123", "abc1234", "abc12345"})
    void sixToEightCharactersAreALink(String text) {
        assertThat(LinkToken.isToken(text)).isTrue();
    }

    @Test
    void aNetworkTokenIsNeverPrinted() {
        assertThat(new NetworkToken("demonetwork")).hasToString("NetworkToken[11 characters]");
    }

    @Test
    void newTokensAreTokens() {
        assertThat(new AppToken(Tokens.random(12))).isNotEqualTo(new AppToken(Tokens.random(12)));
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', '', Net",
        "spring, '', '', Net::spring",
        "spring, g, '', Net::spring::g",
        "spring, g, c, Net::spring::g::c",
        "'', g, '', Net::unknown::g",
        "'', '', c, Net::unknown::unknown::c",
        "{campaign}, '', '', Net"
    })
    void theFullTrackerNameGoesAsFarAsItsLevels(String campaign, String adgroup, String creative, String expected) {
        var parameters = new Parameters(Map.of("campaign", campaign, "adgroup", adgroup, "creative", creative));

        assertThat(Tracker.fullName("Net", parameters)).isEqualTo(expected);
    }
}
