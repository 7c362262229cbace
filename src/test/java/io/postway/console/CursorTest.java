package io.postway.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @Test
    void isReadAsItWasWritten() {
        var cursor = new Cursor(Order.OLDEST, "postway.callbacks-dead", List.of(0L, 12L, 999_999_999_999_999_999L));

        assertThat(Cursor.parse(cursor.text())).isEqualTo(cursor);
    }

    @Test
    void needsNoEscapingInAUrl() {
        var cursor = new Cursor(Order.NEWEST, "postway.attempts", Collections.nCopies(1_000, 1_234_567L));

        assertThat(cursor.text()).matches("[A-Za-z0-9_-]+").hasSizeLessThan(16_384);
        assertThat(Cursor.parse(cursor.text())).isEqualTo(cursor);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "newest",
                "newest postway.attempts",
                "newest postway.attempts -1",
                "newest postway.attempts 1x",
                "newest postway.attempts 1 ",
                "newest postway.attempts  1",
                "newest postway.attempts 1234567890123456789",
                "sideways postway.attempts 1",
                "newest post/way 1"
            })
    void takesNothingElse(String plain) {
        var text = Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cursor.parse(text))
                .withMessage("is not one that we gave");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "a", "=", "no cursor", "é"})
    void takesNoOtherText(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cursor.parse(text))
                .withMessage("is not one that we gave");
    }

    @Test
    void isBounded() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cursor.parse("A".repeat(16_385)))
                .withMessage("is longer than any that we gave");
    }
}
