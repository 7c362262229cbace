package io.postway.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stays true of a device from one report to the next. */
class DeviceFactsTest {

    private static final DeviceFacts IN_COLOGNE =
            DeviceFacts.none().updated(said("device_name", "Pixel 9"), new Place("de", "Köln"));

    @ParameterizedTest
    @ValueSource(strings = {"USA", "Germany", "1", "d e"})
    void whatIsNoCountryIsNoFactAndTakesNoneAway(String noCountry) {
        assertThat(DeviceFacts.none()
                        .updated(said("country", noCountry), Place.unknown())
                        .value("country"))
                .isEmpty();
        assertThat(IN_COLOGNE.updated(said("country", noCountry), Place.unknown()))
                .isEqualTo(IN_COLOGNE);
    }

    @Test
    void whoIsInAnotherCountryHasLeftTheCity() {
        var abroad = IN_COLOGNE.updated(said("country", "FR"), new Place("fr", null));

        assertThat(abroad.value("country")).contains("fr");
        assertThat(abroad.value("city")).isEmpty();
        assertThat(abroad.value("device_name")).contains("Pixel 9");
        assertThat(abroad.updated(Parameters.none(), new Place("it", "Roma")).value("city"))
                .contains("Roma");
    }

    @Test
    void whoSaysNoMoreThanTheCountryIsStillInTheCity() {
        assertThat(IN_COLOGNE.updated(said("country", "de"), new Place("de", null)))
                .isEqualTo(IN_COLOGNE);
    }

    private static Parameters said(String name, String value) {
        return new Parameters(Map.of(name, value));
    }
}
