package io.postway.event;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class JsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{} {}",
                "{\"a\":1,\"a\":2}",
                "[NaN]",
                "[01]",
                "{'a':1}",
                "[1,]",
                "// comment\n1",
                "[1e99999999999]",
                "[0.4e-99999999999]",
                "[\"\t\"]"
            })
    void whatIsNotStrictlyJsonIsAFaultOfTheSenders(String text) {
        assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(JacksonException.class);
    }
}
