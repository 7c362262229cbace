package io.postway.quickstart;

import io.postway.runtime.Phases;
import io.postway.settings.Outcome.Refused;
import io.postway.settings.ResourceKey;
import io.postway.settings.SettingsLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.io.Resource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Where there are no settings at all yet, loads those of the demo: by proposing them like anybody else. */
final class DemoSettings implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DemoSettings.class);
    private static final String AUTHOR = "demo";

    private final SettingsLog settings;
    private final Resource file;
    private volatile boolean running;

    DemoSettings(SettingsLog settings, Resource file) {
        this.settings = settings;
        this.file = file;
    }

    @Override
    public void start() {
        var resources = read();
        // Fewer changes than the demo has: it was never loaded, or we were stopped in the middle of it.
        if (settings.isCaughtUp() && settings.latest().version() < resources.size()) {
            resources.forEach(this::proposeIfMissing);
            log.info("Loaded the demo's settings: {} resources", resources.size());
        }
        running = true;
    }

    private Map<String, JsonNode> read() {
        try (var demo = file.getInputStream()) {
            return new YAMLMapper().readValue(demo, new TypeReference<LinkedHashMap<String, JsonNode>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void proposeIfMissing(String path, JsonNode value) {
        if (settings.latest().find(ResourceKey.parse(path)).isEmpty()) {
            propose(path, value);
        }
    }

    private void propose(String path, JsonNode value) {
        if (settings.propose(AUTHOR, ResourceKey.parse(path), 0, value) instanceof Refused refused) {
            throw new IllegalStateException("The demo's settings are wrong at " + path + ": " + refused.message());
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Phases.SETTINGS + 1;
    }
}
