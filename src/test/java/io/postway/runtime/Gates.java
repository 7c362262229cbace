package io.postway.runtime;

import java.util.Map;

/** Gates to topics, for tests without any. */
public final class Gates {

    private Gates() {}

    public static TopicGate open() {
        var gate = new TopicGate();
        gate.open(Map.of());
        return gate;
    }
}
