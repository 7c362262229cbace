package io.postway.forwarding;

import io.postway.event.Attributed;
import io.postway.event.Attributed.Attribution;
import io.postway.event.DeviceFacts;
import io.postway.event.DeviceIdType;
import io.postway.event.Engagement;
import io.postway.event.EngagementKind;
import io.postway.event.Event;
import io.postway.event.Forget;
import io.postway.event.InstallReferrer;
import io.postway.event.Json;
import io.postway.event.LeftOut;
import io.postway.event.LinkParameters;
import io.postway.event.Parameters;
import io.postway.event.Partner;
import io.postway.event.Platform;
import io.postway.event.Revenue;
import io.postway.event.Session;
import io.postway.event.Tracker;
import io.postway.settings.App;
import io.postway.settings.AttributionWindows;
import io.postway.settings.EffectivePanel;
import io.postway.settings.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one callback may say. Of what another source's links brought a partner learns that there is such a
 * source, and nothing more.
 */
record Rendering(
        Attributed activity,
        Reported reported,
        Settings settings,
        App app,
        EffectivePanel panel,
        Partner partner,
        String partnerId,
        String callbackId) {

    /** Every placeholder that a template may use. */
    static final Set<String> PLACEHOLDERS = Stream.of(
                    Arrays.stream(Placeholder.values()).map(Placeholder::placeholder),
                    Arrays.stream(DeviceIdType.values())
                            .filter(type -> !type.isHash())
                            .map(DeviceIdType::parameter),
                    DeviceFacts.NAMES.stream())
            .flatMap(Function.identity())
            .collect(Collectors.toUnmodifiableSet());

    private static final String ORGANIC = "Organic";
    private static final String UNTRUSTED = "Untrusted Devices";

    static boolean isPlaceholder(String name) {
        return PLACEHOLDERS.contains(name)
                || (name.startsWith(LinkParameters.OWN) && name.length() > LinkParameters.OWN.length());
    }

    /**
     * Where the value of a placeholder comes from: computed, a device id, the engagement's own, or simply passed on.
     */
    static Function<Rendering, Optional<String>> source(String placeholder) {
        if (placeholder.startsWith(LinkParameters.OWN)) {
            var own = placeholder.substring(LinkParameters.OWN.length());
            return callback -> callback.ofEngagement(own);
        }
        var computed = Placeholder.named(placeholder);
        if (computed.isPresent()) {
            return computed.get()::value;
        }
        return Arrays.stream(DeviceIdType.values())
                .filter(type -> type.parameter().equals(placeholder))
                .findFirst()
                .<Function<Rendering, Optional<String>>>map(
                        type -> callback -> callback.activity().device().ids().get(type))
                .orElse(callback -> callback.reported.value(placeholder));
    }

    static boolean isOf(Partner partner, Attributed activity) {
        var attribution = activity.device().attribution();
        return attribution != null && attribution.tracker().partner() == partner;
    }

    /** The attribution, if it is the partner's own. */
    Optional<Attribution> disclosed() {
        return Optional.ofNullable(activity.device().attribution()).filter(won -> isOf(partner, activity));
    }

    /** A parameter of the engagement that won, if it is the partner's. */
    Optional<String> ofEngagement(String name) {
        return disclosed().flatMap(won -> won.parameters().value(name));
    }

    Optional<Instant> engagedAt(EngagementKind kind) {
        return disclosed().filter(won -> won.kind() == kind).map(Attribution::engagedAt);
    }

    /** As the link of the partner's engagement says, else as the app does. */
    AttributionWindows windows() {
        return disclosed()
                .map(won -> settings.windows(won.tracker().link(), app))
                .orElseGet(app::windows);
    }

    /** Nobody brought the device, and nothing is wrong with it. */
    boolean isOrganic() {
        return activity.device().attribution() == null && !activity.device().untrusted();
    }

    Optional<String> trackerName() {
        return ofNobody().or(() -> disclosed().map(Attribution::tracker).map(Tracker::name));
    }

    /** One level of the tracker's name: 0 the network, 3 the creative. */
    Optional<String> level(int level) {
        var levels = ofNobody()
                .map(List::of)
                .or(() -> disclosed().map(won -> won.tracker().levels()))
                .orElse(List.of());
        return level < levels.size() ? Optional.of(levels.get(level)) : Optional.empty();
    }

    /** The trackers that stand for no source (Adjust, "Default trackers"). */
    private Optional<String> ofNobody() {
        if (activity.device().untrusted()) {
            return Optional.of(UNTRUSTED);
        }
        return isOrganic() ? Optional.of(ORGANIC) : Optional.empty();
    }

    /** The number in Apple's store or the package in Google's, as the device's platform wants it. */
    Optional<String> appId() {
        var ios = Optional.ofNullable(app.iosAppId()).map(String::valueOf);
        var android = Optional.ofNullable(app.androidPackage());
        return reported.platform().equals(Optional.of(Platform.ANDROID))
                ? android.or(() -> ios)
                : ios.or(() -> android);
    }

    /** A time that Play told; it is the device's own, not that of a source. */
    Optional<Instant> referrer(Function<InstallReferrer, @Nullable Instant> time) {
        return activity.activity() instanceof Session session
                ? Optional.ofNullable(session.referrer()).flatMap(known -> Optional.ofNullable(time.apply(known)))
                : Optional.empty();
    }

    Optional<Event> event() {
        return activity.activity() instanceof Event event ? Optional.of(event) : Optional.empty();
    }

    Optional<Revenue> revenue() {
        return reportedRevenue().filter(revenue -> panel.forwardsRevenue());
    }

    private Optional<Revenue> reportedRevenue() {
        return event().map(Event::revenue);
    }

    Optional<String> partnerParameters() {
        return reportedPartnerParameters()
                .filter(parameters -> panel.forwardsPartnerParameters())
                .map(Json.MAPPER::writeValueAsString);
    }

    private Optional<Map<String, String>> reportedPartnerParameters() {
        return event().map(Event::partnerParameters)
                .map(Parameters::byName)
                .filter(parameters -> !parameters.isEmpty());
    }

    /** What the activity has and this callback does not say. */
    List<LeftOut> leftOut() {
        var leftOut = new ArrayList<LeftOut>();
        if (!panel.forwardsRevenue() && reportedRevenue().isPresent()) {
            leftOut.add(LeftOut.REVENUE);
        }
        if (!panel.forwardsPartnerParameters() && reportedPartnerParameters().isPresent()) {
            leftOut.add(LeftOut.PARTNER_PARAMETERS);
        }
        if (activity.device().attribution() != null && disclosed().isEmpty()) {
            leftOut.add(LeftOut.ATTRIBUTION);
        }
        return leftOut;
    }

    Optional<Instant> createdAt() {
        return switch (activity.activity()) {
            case Session session -> Optional.of(session.createdAt());
            case Event event -> Optional.of(event.createdAt());
            case Forget forget -> Optional.of(forget.receivedAt());
            case Engagement engagement -> Optional.empty();
        };
    }

    Optional<String> ipAddress() {
        @Nullable
        String address = switch (activity.activity()) {
            case Session session -> session.ipAddress();
            case Event event -> event.ipAddress();
            case Forget forget -> null;
            case Engagement engagement -> null;
        };
        return Optional.ofNullable(address);
    }
}
