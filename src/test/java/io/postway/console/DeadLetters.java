package io.postway.console;

import io.postway.event.ActivityKind;
import io.postway.event.AppToken;
import io.postway.event.Callback;
import io.postway.event.Callback.Method;
import io.postway.event.DeadCallback;
import io.postway.event.DeviceDigest;
import io.postway.event.Partner;
import io.postway.event.Topic;
import io.postway.event.Topics;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Callbacks that were given up, for tests: number {@code n} was received in minute {@code n}. */
final class DeadLetters {

    static final Topic<DeadCallback> TOPIC = new Topics("postway").callbacksDead();
    static final Listing<DeadCallback> LISTING = new Listing<>(TOPIC, RecordFacts::of, UnaryOperator.identity());

    private static final AppToken SHOP = new AppToken("shoeshop0001");

    private DeadLetters() {}

    static Instant minute(int number) {
        return Instant.parse("2026-03-01T00:00:00Z").plusSeconds(60L * number);
    }

    static String id(int number) {
        return String.format(Locale.ROOT, "%032x", number);
    }

    static DeadCallback dead(int number, String reason) {
        var callback = new Callback(
                new UUID(0, number),
                minute(number),
                1,
                id(number),
                SHOP,
                Partner.BACKINAPP,
                "partner-1",
                ActivityKind.INSTALL,
                DeviceDigest.ofAdid(SHOP, "adid-1"),
                null,
                Method.GET,
                null,
                "activity_kind=install");
        return DeadCallback.of(callback, 1, minute(number), reason, "It was given up.");
    }
}
