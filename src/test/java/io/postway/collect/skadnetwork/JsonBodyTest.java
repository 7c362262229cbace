package io.postway.collect.skadnetwork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postway.collect.RefusedException;
import io.postway.collect.skadnetwork.JsonBody.JsonFault;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonBodyTest {

    @Test
    void anObjectIsRead() {
        assertThat(JsonBody.parse(bytes(" {\"a\": 1} ")).get("a").intValue()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "{⏎ \"did-win\": true⏎   \"index\": 0⏎} | 3 | 4 | a comma is missing after line 2, column 16",
                "{\"a\": \"é\" \"b\": 0}                          | 1 | 12 | a comma is missing after line 1, column 9",
                "{\"a\": 1                                        | 1 | 8 | a bracket or a quote is not closed",
                "{\"a\": \"1                                      | 1 | 9 | a bracket or a quote is not closed",
                "{\"a\": 1,}                                      | 1 | 9 | names stand in double quotes, and no comma"
                        + " stands before a closing bracket",
                "{a: 1}                                           | 1 | 2 | names stand in double quotes, and no comma"
                        + " stands before a closing bracket",
                "{\"a\": 1, \"a\": 2}                             | 1 | 13 | a name stands twice",
                "[]                                               | 1 | 1 | -",
                "\"text\"                                         | 1 | 1 | -",
                "{\"a\": 1e99999999999}                           | 1 | 1 | -"
            })
    void whereItIsNoneTheSenderHearsWhereAndWhatIsLikelyMissing(String json, int line, int column, String hint) {
        var fault = fault(json.replace("⏎", "\n"));

        assertThat(fault.line()).isEqualTo(line);
        assertThat(fault.hint()).isEqualTo(hint);
        assertThat(fault.column()).isEqualTo(column);
    }

    @Test
    void anEmptyBodyIsNoObject() {
        assertThat(fault("").rule()).isEqualTo("The body must be one JSON object");
    }

    private static JsonFault fault(String json) {
        var found = new JsonFault[1];
        assertThatThrownBy(() -> JsonBody.parse(bytes(json)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> found[0] =
                                (JsonFault) refused.refusal().faults().getFirst());
        return found[0];
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
