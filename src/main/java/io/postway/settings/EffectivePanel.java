package io.postway.settings;

import io.postway.event.Callback.Method;
import io.postway.event.EventToken;
import io.postway.settings.Panel.DataScope;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A panel as it stands for one platform: nothing is absent any more, every default is applied. */
public final class EffectivePanel {

    private final Panel panel;

    EffectivePanel(Panel panel) {
        this.panel = panel;
    }

    /** Entering a partner id is what activates the module. */
    public boolean isActive() {
        return Objects.requireNonNullElse(panel.enabled(), true)
                && !partnerIds().isEmpty();
    }

    public List<String> partnerIds() {
        return Objects.requireNonNullElse(panel.partnerIds(), List.of());
    }

    public boolean forwardsSessions() {
        return isOn(panel.sessionForwarding());
    }

    public boolean forwardsRevenue() {
        return isOn(panel.revenueForwarding());
    }

    public boolean forwardsPartnerParameters() {
        return isOn(panel.partnerParameterForwarding());
    }

    public DataScope dataScope() {
        return Objects.requireNonNullElse(panel.dataScope(), DataScope.ALL);
    }

    /** The label that the partner sees; none: the event is not sent. */
    public Optional<String> label(EventToken event) {
        return Optional.ofNullable(links().get(event)).filter(label -> !label.isBlank());
    }

    Map<EventToken, String> links() {
        return Objects.requireNonNullElse(panel.eventLinks(), Map.of());
    }

    public Optional<URI> endpoint() {
        return Optional.ofNullable(panel.endpoint());
    }

    public Method method() {
        return Objects.requireNonNullElse(panel.method(), Method.GET);
    }

    public List<String> signingSecrets() {
        return Objects.requireNonNullElse(panel.signingSecrets(), List.of());
    }

    /** Between attempts; empty: as configured for the instance. */
    public Optional<List<Duration>> retryPauses() {
        return Optional.ofNullable(panel.retryPausesSeconds())
                .map(pauses -> pauses.stream().map(Duration::ofSeconds).toList());
    }

    private static boolean isOn(@Nullable Boolean value) {
        return Objects.requireNonNullElse(value, false);
    }
}
