package io.postway.console;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param processInstances whom to ask for devices, where this instance has none: base URLs
 * @param token the first admin token, at least 16 characters; null: one is made and written below the data directory
 */
@ConfigurationProperties("postway.admin")
record AdminProperties(@Nullable String token, List<URI> processInstances) {

    private static final int MIN_LENGTH = 16;

    AdminProperties {
        processInstances = List.copyOf(processInstances);
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
