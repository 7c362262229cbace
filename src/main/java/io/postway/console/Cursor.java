package io.postway.console;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where reading a topic goes on. It names offsets, so it stays good until the topic has dropped what it points to.
 *
 * @param topic its whole name
 * @param offsets by the partitions' numbers: the next to look at, or with the newest first the one after it
 */
record Cursor(Order order, String topic, List<Long> offsets) {

    /** More than a thousand partitions need. */
    private static final int MAX_CHARACTERS = 16_384;

    private static final Pattern FORM = Pattern.compile("(newest|oldest) ([A-Za-z0-9._-]{1,249})((?: [0-9]{1,18})+)");

    Cursor {
        offsets = List.copyOf(offsets);
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException if it is nothing of that kind
     */
    static Cursor parse(String text) {
        if (text.length() > MAX_CHARACTERS) {
            throw new IllegalArgumentException("is longer than any that we gave");
        }
        var parts = FORM.matcher(decoded(text));
        if (!parts.matches()) {
            throw new IllegalArgumentException("is not one that we gave");
        }
        return new Cursor(
                Order.valueOf(parts.group(1).toUpperCase(Locale.ROOT)),
                parts.group(2),
                Arrays.stream(parts.group(3).strip().split(" ", -1))
                        .map(Long::valueOf)
                        .toList());
    }

    private static String decoded(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is not one that we gave", e);
        }
    }

    /** Base64url without padding: nothing that a URL would have to escape. */
    String text() {
        var plain = order.name().toLowerCase(Locale.ROOT)
                + " "
                + topic
                + offsets.stream().map(offset -> " " + offset).collect(Collectors.joining());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
    }
}
