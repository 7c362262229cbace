package io.postway.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormDataTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "a=1|1",
                "a=b+c|b c",
                "a=b%20c|b c",
                "a=%C3%A4|ä",
                "a=100%|100%",
                "a=%zz|%zz",
                "a=%7Bidfa%7D|{idfa}",
                "a={idfa}|{idfa}",
                "a=b=c|b=c",
                "a=1&a=2|1",
                "%61=1|1",
                "a|\"\"",
                "&&a=1&|1"
            })
    void readsWhatTheWorldWrites(String text, String expected) {
        assertThat(FormData.parse(text).byName()).containsEntry("a", expected);
    }

    @Test
    void anEmptyTextHasNoParameters() {
        assertThat(FormData.parse("").byName()).isEmpty();
    }
}
