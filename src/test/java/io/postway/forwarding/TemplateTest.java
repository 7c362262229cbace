package io.postway.forwarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {

    @Test
    void theFirstPlaceholderWithAValueIsTaken() {
        var template = Template.parse(Map.of("device", "{idfa||gps_adid}"));

        assertThat(template.fill(name -> Optional.of(name).filter("gps_adid"::equals)))
                .isEqualTo(Map.of("device", "gps_adid"));
    }

    @Test
    void whatHasNoValueIsLeftOut() {
        var template = Template.parse(Map.of("a", "{idfa}", "b", "{adid}"));

        assertThat(template.fill(name -> name.equals("idfa") ? Optional.of("") : Optional.empty()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"idfa", "{idfa", "{no_such_placeholder}", "{idfa|gps_adid}", "x{idfa}", "{}"})
    void aMistakeNamesItsParameter(String expression) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Template.parse(Map.of("device", expression)))
                .withMessageContaining("device");
    }
}
