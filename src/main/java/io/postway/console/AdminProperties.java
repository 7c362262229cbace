package io.postway.console;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param token the first admin token, at least 16 characters; null: one is made and written below the data directory
 */
@ConfigurationProperties("postway.admin")
record AdminProperties(@Nullable String token) {

    private static final int MIN_LENGTH = 16;

    AdminProperties {
        token = token == null || token.isBlank() ? null : token;
        if (token != null && token.length() < MIN_LENGTH) {
            throw new IllegalArgumentException("postway.admin.token must have at least " + MIN_LENGTH + " characters");
        }
    }

    @Override
    public String toString() {
        return "AdminProperties[token=" + (token == null ? "none" : "set") + "]";
    }
}
