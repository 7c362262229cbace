package io.postway.settings;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Up once this instance has read the settings: before that it would refuse links and apps that exist. */
final class SettingsHealth implements HealthIndicator {

    private final SettingsLog settings;

    SettingsHealth(SettingsLog settings) {
        this.settings = settings;
    }

    @Override
    public Health health() {
        var builder = settings.isCaughtUp() ? Health.up() : Health.down();
        return builder.withDetail("version", settings.latest().version()).build();
    }
}
