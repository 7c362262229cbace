package io.postway.collect.engagement;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.postway.collect.DoorName;
import io.postway.event.Engagement;
import io.postway.event.Engagement.Flag;
import io.postway.runtime.ConditionalOnRole;
import io.postway.runtime.Role;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * What is odd about clicks and impressions, beside {@code postway.collect.published}, which counts all of them; one
 * engagement can have several flags. Alert when {@code redirect_refused} grows: somebody tries our links as open
 * redirects, or a host is missing in an app's settings. Alert when {@code no_backinapp_click_id} is not rare: a link is
 * in use without BackInApp's parameters.
 */
@Component
@ConditionalOnRole(Role.COLLECT)
final class EngagementMetrics {

    private final MeterRegistry meters;

    EngagementMetrics(MeterRegistry meters) {
        this.meters = meters;
        for (Flag flag : Flag.values()) {
            counter(DoorName.CLICK, flag);
            counter(DoorName.IMPRESSION, flag);
        }
    }

    void kept(DoorName door, Engagement engagement) {
        engagement.flags().forEach(flag -> counter(door, flag).increment());
    }

    private Counter counter(DoorName door, Flag flag) {
        return Counter.builder("postway.collect.flagged")
                .description("Clicks and impressions with something odd about them")
                .tag("door", door.tag())
                .tag("flag", flag.name().toLowerCase(Locale.ROOT))
                .register(meters);
    }
}
