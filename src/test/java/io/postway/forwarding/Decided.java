package io.postway.forwarding;

import static io.postway.event.Activities.IDFA;
import static io.postway.event.Activities.SHOP;

import io.postway.event.Activities;
import io.postway.event.Activity;
import io.postway.event.ActivityKind;
import io.postway.event.Attributed;
import io.postway.event.Attributed.Attribution;
import io.postway.event.Attributed.DeviceView;
import io.postway.event.Attributed.Match;
import io.postway.event.DeviceFacts;
import io.postway.event.DeviceIdType;
import io.postway.event.DeviceIds;
import io.postway.event.EngagementKind;
import io.postway.event.Environment;
import io.postway.event.Parameters;
import io.postway.event.Partner;
import io.postway.event.Revenue;
import io.postway.event.Sharing;
import io.postway.event.Tracker;
import io.postway.settings.SettingsFixture;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Activities of one phone after their decision, for tests of what is said of them. */
final class Decided {

    static final Instant OPENED = Instant.parse("2026-03-10T12:05:00Z");
    static final Attribution BY_BACKINAPP = attribution(
            Tracker.of(SettingsFixture.BACKINAPP_LINK, "BackInApp", List.of("spring", "g", "c"), Partner.BACKINAPP));
    static final Attribution BY_ANOTHER =
            attribution(Tracker.of(SettingsFixture.OTHER_LINK, "Other Network", List.of("summer"), null));

    private static final Activities REPORTS = new Activities(1);

    private Decided() {}

    static Attributed install(@Nullable Attribution attribution) {
        return install(attribution, Map.of(DeviceIdType.IDFA, IDFA));
    }

    static Attributed install(@Nullable Attribution attribution, Map<DeviceIdType, String> ids) {
        var session = REPORTS.session(
                OPENED, "idfa", IDFA, "os_name", "ios", "country", "DE", "device_name", "iPhone 15 & more");
        return attributed(ActivityKind.INSTALL, Environment.PRODUCTION, session, ids, attribution, null);
    }

    static Attributed session() {
        return of(ActivityKind.SESSION, Environment.PRODUCTION, null, null);
    }

    static Attributed event() {
        return of(ActivityKind.EVENT, Environment.PRODUCTION, null, null);
    }

    /** One of any kind; an event is a purchase. */
    static Attributed of(
            ActivityKind kind, Environment environment, @Nullable Attribution attribution, @Nullable Sharing sharing) {
        var activity = switch (kind) {
            case EVENT ->
                REPORTS.event(
                        OPENED, SettingsFixture.PURCHASE, new Revenue(new BigDecimal("12.5"), "EUR"), "idfa", IDFA);
            case GDPR_FORGET_DEVICE -> REPORTS.forget(OPENED, "idfa", IDFA);
            default -> REPORTS.session(OPENED, "idfa", IDFA);
        };
        return attributed(kind, environment, activity, Map.of(DeviceIdType.IDFA, IDFA), attribution, sharing);
    }

    private static Attributed attributed(
            ActivityKind kind,
            Environment environment,
            Activity activity,
            Map<DeviceIdType, String> ids,
            @Nullable Attribution attribution,
            @Nullable Sharing sharing) {
        var device = new DeviceView(
                "0123456789abcdef0123456789abcdef",
                new DeviceIds(ids),
                OPENED,
                OPENED,
                1,
                DeviceFacts.none().updated(activity.parameters(), Activities.placeOf(activity.parameters())),
                null,
                false,
                activity.id(),
                attribution,
                sharing);
        return new Attributed(
                activity.id(),
                activity.receivedAt(),
                activity.settingsVersion(),
                kind,
                SHOP,
                environment,
                activity,
                device,
                null,
                List.of(),
                List.of(),
                List.of());
    }

    private static Attribution attribution(Tracker tracker) {
        var parameters = new Parameters(
                Map.of("backinapp_click_id", "click-1", "campaign", "spring", "ip_address", "192.0.2.1"));
        return new Attribution(
                EngagementKind.CLICK, Match.DEVICE, UUID.randomUUID(), tracker, OPENED.minusSeconds(300), parameters);
    }
}
