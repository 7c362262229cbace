package io.postway.attribution;

import static io.postway.event.Activities.IDFA;
import static org.assertj.core.api.Assertions.assertThat;

import io.postway.attribution.Decision.Counted;
import io.postway.attribution.Decision.NotCounted;
import io.postway.attribution.Decision.Reason;
import io.postway.event.Activities;
import io.postway.event.ActivityKind;
import io.postway.event.EventToken;
import io.postway.settings.App;
import io.postway.settings.SettingsFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {

    private static final Instant INSTALLED = Instant.parse("2026-03-10T12:00:00.700Z");

    private final App app = SettingsFixture.app();
    private final Activities reports = new Activities(1);

    @Test
    void theFirstSessionIsTheInstall() {
        assertThat(kind(session(Optional.empty(), INSTALLED))).isEqualTo(ActivityKind.INSTALL);
    }

    /** Seconds after the install, which is the device's only session so far. */
    @ParameterizedTest
    @CsvSource({
        "1200,  SESSION",
        "86400, SESSION",
        "1199,  TOO_FREQUENT_SESSION",
        "600,   TOO_FREQUENT_SESSION",
        "0,     TOO_FREQUENT_SESSION",
        "-5,    TOO_FREQUENT_SESSION",
        "-7,    BEFORE_INSTALL",
        "-3600, BEFORE_INSTALL"
    })
    void aLaterSessionCountsTwentyMinutesAfterTheLast(long seconds, String expected) {
        assertThat(name(session(Optional.of(device()), INSTALLED.plusSeconds(seconds))))
                .isEqualTo(expected);
    }

    /** The last session was a day after the install. */
    @ParameterizedTest
    @CsvSource({
        "82800, SESSION",
        "85200, SESSION",
        "85201, TOO_FREQUENT_SESSION",
        "87599, TOO_FREQUENT_SESSION",
        "87600, SESSION"
    })
    void aSessionThatComesLateCountsAwayFromTheLastOne(long seconds, String expected) {
        var day = Duration.ofDays(1);
        var device = device().after(reports.session(INSTALLED.plus(day), "idfa", IDFA));

        var decision = session(Optional.of(device), INSTALLED.plusSeconds(seconds));

        assertThat(name(decision)).isEqualTo(expected);
        if (decision instanceof Counted counted) {
            assertThat(counted.device().lastSessionAt()).isAfterOrEqualTo(INSTALLED.plus(day));
        }
    }

    /** A device often knows whole seconds only, and its clock is not ours. */
    @ParameterizedTest
    @CsvSource({"0, EVENT", "3600, EVENT", "-1, EVENT", "-5, EVENT", "-6, BEFORE_INSTALL", "-3600, BEFORE_INSTALL"})
    void anEventIsNotOlderThanItsInstall(long seconds, String expected) {
        var at = Instant.parse("2026-03-10T12:00:00Z").plusSeconds(seconds);

        assertThat(name(event(device(), SettingsFixture.PURCHASE, at))).isEqualTo(expected);
    }

    @Test
    void anEventThatHasWaitedForItsInstallMayBeOlder() {
        var event = reports.event(INSTALLED.minusSeconds(300), SettingsFixture.PURCHASE, null, "idfa", IDFA);

        assertThat(name(Rules.decide(event, device(), app, true))).isEqualTo("EVENT");
    }

    @Test
    void aUniqueEventCountsOnceADevice() {
        var device = after(device(), SettingsFixture.REGISTRATION, 60);

        assertThat(name(event(device, SettingsFixture.REGISTRATION, INSTALLED.plusSeconds(120))))
                .isEqualTo("UNIQUE_EVENT_SEEN");
        assertThat(name(event(device, SettingsFixture.PURCHASE, INSTALLED.plusSeconds(120))))
                .isEqualTo("EVENT");
    }

    @Test
    void anyOtherEventCountsAsOftenAsItComes() {
        var device = after(device(), SettingsFixture.PURCHASE, 60);

        assertThat(name(event(device, SettingsFixture.PURCHASE, INSTALLED.plusSeconds(60))))
                .isEqualTo("EVENT");
    }

    /** Seconds after the install; the last purchase was after an hour. */
    @ParameterizedTest
    @CsvSource({"3600, EVENT", "3595, EVENT", "3594, OUT_OF_ORDER", "60, OUT_OF_ORDER"})
    void anEventDoesNotGoBackBehindTheLastWithItsToken(long seconds, String expected) {
        var device = after(device(), SettingsFixture.PURCHASE, 3_600);

        assertThat(name(event(device, SettingsFixture.PURCHASE, INSTALLED.plusSeconds(seconds))))
                .isEqualTo(expected);
        assertThat(name(event(device, SettingsFixture.REGISTRATION, INSTALLED.plusSeconds(seconds))))
                .isEqualTo("EVENT");
    }

    private Decision session(Optional<Device> device, Instant at) {
        var settings = SettingsFixture.shop().latest();
        return Rules.decide(reports.session(at, "idfa", IDFA), device, List.of(), app, settings);
    }

    private Decision event(Device device, EventToken token, Instant at) {
        return Rules.decide(reports.event(at, token, null, "idfa", IDFA), device, app, false);
    }

    private Device device() {
        return Device.installed("adid", reports.session(INSTALLED, "idfa", IDFA), null);
    }

    private Device after(Device device, EventToken token, long seconds) {
        return device.after(reports.event(INSTALLED.plusSeconds(seconds), token, null, "idfa", IDFA));
    }

    private static ActivityKind kind(Decision decision) {
        assertThat(decision).isInstanceOf(Counted.class);
        return ((Counted) decision).kind();
    }

    private static String name(Decision decision) {
        return switch (decision) {
            case Counted counted -> counted.kind().name();
            case NotCounted(Reason reason, String message) -> reason.name();
        };
    }
}
