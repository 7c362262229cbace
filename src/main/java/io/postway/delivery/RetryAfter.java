package io.postway.delivery;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.utils.DateUtils;
import org.jspecify.annotations.Nullable;

/**
 * When a partner wants to be asked again (RFC 9110, 10.2.3): seconds from now, or a date in any of HTTP's three forms.
 */
final class RetryAfter {

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    /** The oldest form says nothing of its zone, which is UTC; HttpClient cannot read it. */
    private static final DateTimeFormatter ASCTIME = DateTimeFormatter.ofPattern(
                    "EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private RetryAfter() {}

    /** @return empty: it says nothing, or nothing that can be read */
    static Optional<Instant> parse(@Nullable String header, Instant now) {
        if (header == null || header.isBlank()) {
            return Optional.empty();
        }
        var text = header.strip();
        return SECONDS.matcher(text).matches()
                ? Optional.of(now.plusSeconds(Long.parseLong(text)))
                : Optional.ofNullable(DateUtils.parseStandardDate(text)).or(() -> parseAsctime(text));
    }

    private static Optional<Instant> parseAsctime(String text) {
        try {
            return Optional.of(ASCTIME.parse(text, Instant::from));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
