package io.postway.it;

import io.postway.quickstart.FreePort;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** An instance with everything in it, as the README's first command starts it, and what is on its topics. */
record Quickstart(PostwayProcess postway, TopicReader topics) {

    /** @param settings environment variables, besides ports of our choice */
    static Quickstart start(Path directory, Map<String, String> settings) {
        var brokerPort = FreePort.any();
        var environment = new HashMap<>(settings);
        environment.put("POSTWAY_BROKER_PORT", String.valueOf(brokerPort));
        return new Quickstart(PostwayProcess.start(directory, environment), new TopicReader("127.0.0.1:" + brokerPort));
    }
}
