package io.postway.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.postway.event.Json;
import io.postway.http.ProblemException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class ReplayWishTest {

    private static final String REQUIRED =
            "one of ids, app, code, from and to is required; from alone takes all since then";

    private static ReplayWish parsed(String json) {
        return ResourceBody.parse((ObjectNode) Json.parse(json), ReplayWish.class);
    }

    private static void refused(String json, String words) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> parsed(json))
                .withMessage(words);
    }

    @Test
    void whatIsNotSaidHasItsDefault() {
        var wish = parsed("{\"from\":\"2026-03-01T00:00:00Z\"}");

        assertThat(wish.most()).isEqualTo(1_000);
        assertThat(wish.isDry()).isFalse();
        assertThat(wish.takesCurrentEndpoint()).isFalse();
        assertThat(wish.start()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"dry_run\":true}", "{\"limit\":1}", "{\"app\":null}", "{\"endpoint\":\"current\"}"})
    void everythingMustBeAskedForInWords(String json) {
        refused(json, REQUIRED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"ids\":[]}|ids must be 1 to 1000 ids of callbacks",
                "{\"ids\":[null]}|ids[0] must be 32 digits of 0-9 and a-f",
                "{\"ids\":[\"x\"]}|ids[0] must be 32 digits of 0-9 and a-f",
                "{\"ids\":\"x\"}|ids must be an array",
                "{\"app\":\"x\"}|app: an app token is 12 lowercase letters and digits",
                "{\"from\":\"x\"}|from must be a time as text, such as 2026-01-31T10:00:00Z",
                "{\"from\":\"2026-03-02T00:00:00Z\",\"to\":\"2026-03-01T00:00:00Z\"}|from must be before to",
                "{\"code\":\"x\",\"limit\":0}|limit must be 1 to 10000",
                "{\"code\":\"x\",\"limit\":10001}|limit must be 1 to 10000",
                "{\"code\":\"x\",\"cursor\":\"x\"}|cursor: is not one that we gave",
                "{\"code\":\"x\",\"endpoint\":\"other\"}|endpoint must be one of original, current",
                "{\"code\":\"x\",\"dryrun\":true}|dryrun is not a field that we know"
            })
    void whatIsWrongIsNamed(String json, String words) {
        refused(json, words);
    }

    @Test
    void idsAreBounded() {
        var ids = IntStream.range(0, 1_001)
                .mapToObj("\"%032x\""::formatted)
                .collect(Collectors.joining(",", "{\"ids\":[", "]}"));

        refused(ids, "ids must be 1 to 1000 ids of callbacks");
    }
}
