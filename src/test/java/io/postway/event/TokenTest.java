package io.postway.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
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
        "'', '', c, Net::unknown::unknown::c"
    })
    void theFullTrackerNameGoesAsFarAsItsLevels(String campaign, String adgroup, String creative, String expected) {
        var levels = List.of(campaign, adgroup, creative);
        var tracker = Tracker.of(new LinkToken("abc123"), "Net", levels, null);

        assertThat(tracker.name()).isEqualTo(expected);
        assertThat(Tracker.fullName("Net", levels)).isEqualTo(expected);
    }

    @Test
    void aSubLevelsTokenFollowsFromTheLinksAndItsLevelsAlone() {
        var tracker = tracker("Net", "spring", "sports");

        assertThat(tracker.token().value()).matches("[a-z0-9]{8}").isEqualTo("okgsr3wr");
        assertThat(tracker("Renamed", "spring", "sports").token()).isEqualTo(tracker.token());
        assertThat(tracker("Net", "spring", "music").token()).isNotEqualTo(tracker.token());
        assertThat(tracker("Net", "spring|6|sports").token()).isNotEqualTo(tracker.token());
        assertThat(tracker("Net", "", "sports").token())
                .isEqualTo(tracker("Net", "unknown", "sports").token());
        assertThat(tracker("Net").token().value()).isEqualTo("abc123");
    }

    @Test
    void aLongLevelIsCutBetweenCharacters() {
        var level = "x".repeat(255) + "\uD83D\uDE00" + "y";

        assertThat(tracker("Net", level).levels().get(1)).isEqualTo("x".repeat(255));
        assertThat(tracker("Net", "a".repeat(300)).levels().get(1)).hasSize(256);
    }

    private static Tracker tracker(String network, String... levels) {
        return Tracker.of(new LinkToken("abc123"), network, List.of(levels), null);
    }
}
