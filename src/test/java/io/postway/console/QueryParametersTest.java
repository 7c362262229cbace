package io.postway.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.postway.event.AppToken;
import io.postway.http.ErrorCode;
import io.postway.http.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class QueryParametersTest {

    private static QueryParameters with(String name, String... values) {
        return new QueryParameters(Map.of(name, List.of(values)), Set.of("app", "from", "limit", "order"));
    }

    private static void refused(ErrorCode code, String words, ThrowingCallable reading) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(reading)
                .withMessage(words)
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(code));
    }

    @Test
    void whatIsThereIsRead() {
        assertThat(with("app", "shoeshop0001").value("app", AppToken::new)).isEqualTo(new AppToken("shoeshop0001"));
        assertThat(with("from", "2026-01-31T10:00:00Z").time("from")).isEqualTo(Instant.parse("2026-01-31T10:00:00Z"));
        assertThat(with("limit", "500").number("limit", 1, 500, 50)).isEqualTo(500);
        assertThat(with("order", "oldest").oneOf("order", Order.class)).isEqualTo(Order.OLDEST);
    }

    @Test
    void whatIsNotThereHasItsDefault() {
        var none = new QueryParameters(Map.of(), Set.of());

        assertThat(none.text("app")).isNull();
        assertThat(none.time("from")).isNull();
        assertThat(none.number("limit", 1, 500, 50)).isEqualTo(50);
        assertThat(none.oneOf("order", Order.class)).isNull();
    }

    @Test
    void whatIsWrongIsNamedWithItsRule() {
        refused(ErrorCode.INVALID_VALUE, "form is not a parameter that we know", () -> with("form", "x"));
        refused(ErrorCode.INVALID_VALUE, "from must stand there once", () -> with("from", "x", "y"));
        refused(
                ErrorCode.INVALID_VALUE,
                "app: an app token is 12 lowercase letters and digits",
                () -> with("app", "").value("app", AppToken::new));
        refused(
                ErrorCode.INVALID_VALUE,
                "from must be a time such as 2026-01-31T10:00:00Z",
                () -> with("from", "yesterday").time("from"));
        refused(
                ErrorCode.INVALID_VALUE,
                "limit must be 1 to 500",
                () -> with("limit", "501").number("limit", 1, 500, 50));
        refused(
                ErrorCode.INVALID_VALUE,
                "limit must be 1 to 500",
                () -> with("limit", "-1").number("limit", 1, 500, 50));
        refused(
                ErrorCode.MALFORMED_REQUEST,
                "limit must be a whole number",
                () -> with("limit", "ten").number("limit", 1, 500, 50));
        refused(
                ErrorCode.MALFORMED_REQUEST,
                "order must be one of newest, oldest",
                () -> with("order", "Newest").oneOf("order", Order.class));
    }
}
