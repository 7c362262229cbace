package io.postway.delivery;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Properties of the JVM that are set for a while. */
final class SystemProperties {

    private final Map<String, @Nullable String> before = new HashMap<>();

    void set(String name, String value) {
        var old = System.setProperty(name, value);
        if (!before.containsKey(name)) {
            before.put(name, old);
        }
    }

    /** As they were. */
    void restore() {
        before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }
}
