package io.postway.event;

import io.postway.event.Postback.Campaign;
import io.postway.event.Postback.Flag;
import io.postway.event.Postback.Route;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A postback after the decision: what it counts as, once over all its copies; or what one of its values stands for.
 *
 * @param id that of the postback
 * @param appToken null: we know no app with its number
 * @param networkName as the settings name the network; null: we know none with its id
 * @param reason why it is not counted: {@code invalid}, {@code unverifiable}, {@code development},
 *     {@code copy_differs}; null: it is
 * @param firstId the postback that was counted, of which this one is a differing copy
 * @param otherRoute the copy that came the other way, if it came before
 * @param decoded what a conversion value stands for; only of {@code sk_event}
 */
public record SkanActivity(
        UUID id,
        Instant receivedAt,
        long settingsVersion,
        SkanKind kind,
        @Nullable AppToken appToken,
        Route route,
        @Nullable String networkName,
        Claims claims,
        Campaign campaign,
        Set<Flag> flags,
        @Nullable String reason,
        @Nullable UUID firstId,
        @Nullable CrossCheck otherRoute,
        @Nullable DecodedEvent decoded)
        implements Stamped {

    public SkanActivity {
        flags = Set.copyOf(flags);
    }

    /**
     * The same postback as it came by the other route.
     *
     * @param agrees whether both say the same in what Apple does not sign
     */
    public record CrossCheck(UUID id, boolean agrees) {}

    /**
     * What the app's schema of that time says about a conversion value. Counts and revenue are ranges, both ends
     * included; null: the schema says nothing about it.
     *
     * @param event null: the value tells revenue, but of no event in particular
     * @param reportingRevenueMin in units of {@code reportingCurrency}
     */
    public record DecodedEvent(
            @Nullable EventToken event,
            @Nullable String eventName,
            @Nullable Integer countMin,
            @Nullable Integer countMax,
            @Nullable BigDecimal reportingRevenueMin,
            @Nullable BigDecimal reportingRevenueMax,
            @Nullable String reportingCurrency) {}

    /** The app token; where we know no app, what may become one. */
    public String key() {
        return appToken == null ? "ios-" + claims.appId() : appToken.value();
    }

    @Override
    public String toString() {
        return "SkanActivity[" + id + ", " + kind + "]";
    }
}
