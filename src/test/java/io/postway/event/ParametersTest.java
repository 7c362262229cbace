package io.postway.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "{idfa}",
                "{ios_ifa}",
                "${idfa}",
                "[idfa]",
                "<idfa>",
                "%7Bidfa%7D",
                "%5Bidfa%5D",
                "{{ios_ifa}}",
                "{campaign name}",
                "%%IDFA%%",
                "__IDFA__",
                "#{idfa}"
            })
    void whatNoSenderCanHaveMeantIsAbsent(String value) {
        assertThat(new Parameters(Map.of("idfa", value)).value("idfa")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "00000000", "a{b}", "__init__", "_X_", "100%", "{\"a\":\"b\"}", "spring sale"})
    void whatIsMeantStays(String value) {
        assertThat(new Parameters(Map.of("x", value)).value("x")).contains(value);
    }

    @Test
    void printingShowsNoValues() {
        var parameters = new Parameters(Map.of("idfa", "8C6CBCOD-5F43-4765-A6E6-84DFF3D24707"));

        assertThat(parameters).hasToString("[idfa]");
        assertThat(DeviceIds.in(parameters)).hasToString("[IDFA]");
    }

    @Test
    void idsAreNormalisedByTheirType() {
        var ids = DeviceIds.in(new Parameters(Map.of("idfa", "ab-cd", "gps_adid", "AB-CD")));

        assertThat(ids.keys()).containsExactly("idfa:AB-CD", "gps_adid:ab-cd");
    }
}
