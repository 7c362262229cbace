package io.postway.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.postway.market.Decision.Rejection;
import io.postway.market.Decision.Weighed;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the reference says was worked out by hand from {@code docs/attribution.md}, one rule or two at a time. */
class ReferenceTest {

    private static final String IDFA = "8C6CBC0D-5F43-4765-A6E6-84DFF3D24707";

    /** {@code printf %s 8c6cbc0d-5f43-4765-a6e6-84dff3d24707 | md5sum}. */
    private static final String IDFA_LOWER_MD5 = "6fb7d91b8d57903204a9e2bf8c3508fa";

    private static final int MINUTE = 60;
    private static final int HOUR = 60 * MINUTE;
    private static final int DAY = 24 * HOUR;

    private final Records records = new Records(Records.shop(Map.of(), Set.of(), Map.of()));

    private List<String> verdicts() {
        return records.last().candidates().stream()
                .map(candidate -> candidate.engagement() + " " + candidate.verdict())
                .toList();
    }

    @Test
    void theLatestClickInItsWindowWinsAnInstallAndTheOthersSayWhyNot() {
        records.click("old", 0, "idfa", IDFA, "link", "own")
                .click("early", DAY, "idfa", IDFA)
                .click("late", DAY + 10, "idfa_lower_md5", IDFA_LOWER_MD5)
                .impression("seen", DAY + 20, "idfa", IDFA)
                .click("after", DAY + 106, "idfa", IDFA)
                .session("install", DAY + 110, "idfa", IDFA, "seconds_ago", "10");

        assertThat(records.last().kind()).isEqualTo("install");
        assertThat(records.last().credit()).isEqualTo("late");
        assertThat(records.last().candidates())
                .containsExactly(
                        new Weighed("after", "click_device_match", -6, 7 * DAY, "after_the_install"),
                        new Weighed("late", "click_device_match", 90, 7 * DAY, "won"),
                        new Weighed("early", "click_device_match", 100, 7 * DAY, "not_the_latest"),
                        new Weighed("old", "click_device_match", DAY + 100, DAY, "outside_window"));
    }

    @Test
    void upToFiveSecondsInTheWrongOrderAreNone() {
        records.click("click", 5.9, "idfa", IDFA).session("install", 6, "idfa", IDFA, "seconds_ago", "5.1");

        assertThat(records.last().candidates())
                .containsExactly(new Weighed("click", "click_device_match", 0, 7 * DAY, "won"));
    }

    @Test
    void aLinksWindowComesBeforeItsPartnersAndThatBeforeTheApps() {
        records.click("own", 0, "idfa", IDFA, "link", "own")
                .click("backin", 1, "idfa", IDFA, "link", "backin")
                .click("plain", 2, "idfa", IDFA)
                .session("install", 2 * DAY + 2, "idfa", IDFA);

        assertThat(verdicts()).containsExactly("plain won", "backin outside_window", "own outside_window");
    }

    @Test
    void inTheSameSecondTheClickThatPlayNamesComesFirst() {
        records.click("00000000-0000-7000-8000-000000000001", 0.1, "idfa", "OTHER")
                .click("00000000-0000-7000-8000-000000000002", 0.9, "idfa", IDFA)
                .session(
                        "install",
                        9,
                        "idfa",
                        IDFA,
                        "referrer",
                        "utm_source=a%26b&adjust_reftag=00000000-0000-7000-8000-000000000001");

        assertThat(verdicts())
                .containsExactly(
                        "00000000-0000-7000-8000-000000000001 won",
                        "00000000-0000-7000-8000-000000000002 not_the_latest");
    }

    @Test
    void programsClicksAreNotRememberedNorIsAnythingForMoreThanThirtyDays() {
        records.click("bot", DAY, "idfa", IDFA, "flag", "bot")
                .click("forgotten", 0, "idfa", IDFA)
                .click("remembered", 1, "idfa", IDFA)
                .session("install", 30 * DAY + 1, "idfa", IDFA);

        assertThat(verdicts()).containsExactly("remembered outside_window");
        assertThat(records.last().credit()).isEqualTo(Decision.ORGANIC);
    }

    @Test
    void byOneIdTheLastHundredClicksAreRemembered() {
        for (int i = 0; i < 101; i++) {
            records.click("click-" + i, i, "idfa", IDFA);
        }
        records.session("install", 200, "idfa", IDFA);

        assertThat(records.last().candidates()).hasSize(100);
        assertThat(records.last().credit()).isEqualTo("click-100");
    }

    @Test
    void whoLooksAlikeBehindOneAddressIsTheSameOnlyWithANameThatFits() {
        var probabilistic = new Records(Records.shop(Map.of(), Set.of("probabilistic_matching"), Map.of()));
        String[] phone = {"ip_address", "198.18.0.1", "os_name", "iOS", "device_type", "phone"};
        probabilistic
                .click("fits", 0, with(phone, "os_version", "17.5.1", "device_name", "iPhone"))
                .click("other", 1, with(phone, "os_version", "17.5", "device_name", "iPad"))
                .click("version", 2, with(phone, "os_version", "17", "device_name", "iPhone"))
                .session("install", 6 * HOUR, with(phone, "os_version", "17.5", "device_name", "iPhone14,2"));

        assertThat(probabilistic.last().candidates())
                .containsExactly(
                        new Weighed("other", "click_probabilistic", 6 * HOUR - 1, 6 * HOUR, "other_device"),
                        new Weighed("fits", "click_probabilistic", 6 * HOUR, 6 * HOUR, "won"));
    }

    private static String[] with(String[] pairs, String... more) {
        return Stream.of(pairs, more).flatMap(Arrays::stream).toArray(String[]::new);
    }

    @Test
    void aKnownDeviceIsWonAnewOnlyAfterHavingBeenAway() {
        records.click("first", 0, "idfa", IDFA)
                .session("install", 10, "idfa", IDFA)
                .click("same", DAY, "idfa", IDFA)
                .click("own", DAY + 1, "idfa", IDFA, "link", "own")
                .click("never", DAY + 2, "idfa", IDFA, "link", "own", "campaign", "x", "rt", "0")
                .click("active", DAY + 3, "idfa", IDFA, "campaign", "y")
                .session("back", DAY + 10, "idfa", IDFA);

        assertThat(records.last().kind()).isEqualTo("reattribution");
        assertThat(records.last().sessionCount()).isEqualTo(2);
        assertThat(verdicts())
                .containsExactly(
                        "active still_active",
                        "never may_not_reattribute",
                        "own won",
                        "same same_tracker",
                        "first before_the_last_credit");
    }

    @Test
    void aFilteredEngagementIsToldAndTheNextOneWins() {
        var filtering = new Records(Records.shop(Map.of(), Set.of(), Map.of("max_engagements_per_hour", 2)));
        filtering
                .click("good", 0, "idfa", IDFA)
                .click("two", 4_000, "idfa", IDFA)
                .click("three", 5_000, "idfa", IDFA)
                .click("four", 6_000, "idfa", IDFA)
                .session("install", 6_010, "idfa", IDFA);

        var decisions = filtering.reference().decisions();
        assertThat(decisions).extracting(Decision::kind).containsExactly("rejected_install", "install");
        assertThat(decisions.getFirst().rejection())
                .isEqualTo(Optional.of(new Rejection("too_many_engagements", "four")));
        assertThat(decisions.getFirst().credit()).isEqualTo("four");
        assertThat(decisions.getLast().credit()).isEqualTo("good");
    }

    @Test
    void aClickAfterTheInstallationBeganIsInjected() {
        records.click("real", 0, "idfa", IDFA)
                .click("injected", 46, "idfa", IDFA)
                .session(
                        "install",
                        60,
                        "idfa",
                        IDFA,
                        "install_begin_time",
                        String.valueOf(Records.START.plusSeconds(40).getEpochSecond()));

        assertThat(verdicts()).containsExactly("injected engagement_injection", "real won");
        assertThat(records.reference().decisions().getFirst().rejection())
                .isEqualTo(Optional.of(new Rejection("engagement_injection", "injected")));
    }

    @Test
    void aDeviceThatIsNotTrustedIsNobodysUntilItIsWonAnew() {
        records.click("click", 0, "idfa", IDFA)
                .session("install", 10, "idfa", IDFA, "ip_address", "203.0.113.9")
                .session("malformed", 10, "idfa", "no-id")
                .click("later", 8 * DAY, "idfa", IDFA)
                .session("back", 8 * DAY + 1, "idfa", IDFA);

        assertThat(records.reference().decisions())
                .extracting(
                        Decision::kind,
                        Decision::credit,
                        decision -> decision.rejection().map(Rejection::reason).orElse(""))
                .containsExactly(
                        tuple("rejected_install", "click", "anonymous_traffic"),
                        tuple("install", Decision.UNTRUSTED, ""),
                        tuple("rejected_install", Decision.ORGANIC, "malformed_advertising_id"),
                        tuple("install", Decision.UNTRUSTED, ""),
                        tuple("reattribution", "later", ""));
        assertThat(records.reference().decisions().get(1).candidates())
                .extracting(Weighed::verdict)
                .containsExactly("anonymous_traffic");
    }

    @Test
    void aKnownDeviceBehindAnAnonymousAddressKeepsItsSource() {
        records.session("install", 0, "idfa", IDFA)
                .click("click", 8 * DAY, "idfa", IDFA)
                .session("back", 8 * DAY + 1, "idfa", IDFA, "ip_address", "203.0.113.9")
                .session("nothing-to-win", 9 * DAY, "idfa", IDFA, "ip_address", "203.0.113.9");

        assertThat(records.kinds())
                .containsExactly(
                        "install install", "back rejected_reattribution", "back session", "nothing-to-win session");
        assertThat(records.last().credit()).isEqualTo(Decision.ORGANIC);
    }
}
