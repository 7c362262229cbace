package io.postway.quickstart;

import io.postway.runtime.Phases;
import io.postway.settings.Outcome.Refused;
import io.postway.settings.SettingsDocument;
import io.postway.settings.SettingsLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.io.Resource;

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
        if (settings.isCaughtUp() && settings.latest().lastChange() == 0) {
            var demo = read().changes(settings.latest(), false);
            if (settings.proposeAll(AUTHOR, 0, demo) instanceof Refused refused) {
                throw new IllegalStateException("The demo's settings are wrong: " + refused.message());
            }
            log.info("Loaded the demo's settings: {} resources", demo.size());
        }
        running = true;
    }

    private SettingsDocument read() {
        try (var demo = file.getInputStream()) {
            return SettingsDocument.read(demo);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
