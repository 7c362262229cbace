package io.postway.forwarding;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {

    @ParameterizedTest
    @ValueSource(strings = {"idfa", "{idfa", "{no_such_placeholder}", "{idfa|gps_adid}", "x{idfa}", "{}"})
    void aMistakeNamesItsParameter(String expression) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Template.parse(Map.of("device", expression)))
                .withMessageContaining("device");
    }
}
