package io.postway.settings;

import io.postway.event.Platform;
import java.util.EnumSet;

/**
 * Revenue can only be forwarded with an event that brings some (BackInApp's guide, section 1.1): the switch cannot be
 * turned on before one is linked, and turns itself off with the last one.
 */
final class RevenueSwitch {

    static final String TURNED_OFF = "revenue_forwarding was switched off: no revenue event is linked any more";

    private RevenueSwitch() {}

    static boolean linksRevenue(App app, EffectivePanel panel) {
        for (var event : app.knownEvents()) {
            if (event.revenue() && panel.label(event.token()).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** {@code panel}, with the switch off wherever it had been on and the last revenue event has gone. */
    static Panel settled(App app, Panel before, Panel panel) {
        var starved = EnumSet.noneOf(Platform.class);
        for (var platform : Platform.values()) {
            var now = panel.on(platform);
            if (before.on(platform).forwardsRevenue() && now.forwardsRevenue() && !linksRevenue(app, now)) {
                starved.add(platform);
            }
        }
        if (starved.size() == Platform.values().length) {
            return panel.withoutRevenue();
        }
        var settled = panel;
        for (Platform platform : starved) {
            settled = settled.withoutRevenueOn(platform);
        }
        return settled;
    }
}
