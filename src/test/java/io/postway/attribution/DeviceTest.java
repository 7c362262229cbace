package io.postway.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.postway.event.Activities;
import io.postway.event.Attributed.Attribution;
import io.postway.event.Attributed.Match;
import io.postway.event.EngagementKind;
import io.postway.event.Parameters;
import io.postway.event.Partner;
import io.postway.event.Revenue;
import io.postway.event.Stored;
import io.postway.event.Tracker;
import io.postway.settings.SettingsFixture;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeviceTest {

    private static final Instant INSTALLED = Instant.parse("2026-11-20T10:00:00.123Z");

    private final Activities reports = new Activities(1);

    /** What the stage knows of it after a restart must be what it knew before. */
    @Test
    void aDeviceIsTheSameReadFromTheStore() {
        var tracker =
                Tracker.of(SettingsFixture.BACKINAPP_LINK, "BackInApp", List.of("spring", "eu"), Partner.BACKINAPP);
        var session = reports.session(
                INSTALLED,
                "idfa",
                "6f1d2f40-0f6f-4c39-8f0e-2a7c1a9a0001",
                "os_name",
                "ios",
                "device_name",
                "iPhone17,1");
        var attribution = new Attribution(
                EngagementKind.CLICK,
                Match.DEVICE,
                UUID.fromString("0193a000-0000-7000-8000-000000000001"),
                tracker,
                INSTALLED.minusSeconds(60),
                new Parameters(Map.of("campaign", "Frühling", "empty", "")));
        var organic = Device.installed("0123456789abcdef0123456789abcdef", session, null);
        var device = Device.installed("0123456789abcdef0123456789abcdef", session, attribution)
                .after(reports.event(
                        INSTALLED.plusNanos(1_000),
                        SettingsFixture.PURCHASE,
                        new Revenue(new BigDecimal("9.99"), "EUR"),
                        "idfa",
                        "6f1d2f40-0f6f-4c39-8f0e-2a7c1a9a0002"))
                .creditedTo(attribution, session);

        assertThat(List.of(reread(organic), reread(device), reread(device.untrustedOne())))
                .isEqualTo(List.of(organic, device, device.untrustedOne()));
    }

    private static Device reread(Device device) {
        var serde = Stored.serde(Device.class);
        return serde.deserializer().deserialize("", serde.serializer().serialize("", device));
    }
}
