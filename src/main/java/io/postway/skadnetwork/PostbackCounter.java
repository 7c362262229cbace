package io.postway.skadnetwork;

import io.postway.event.Postback;
import io.postway.event.Postback.Route;
import io.postway.event.Postback.Signature;
import io.postway.event.SkanActivity;
import io.postway.event.SkanActivity.CrossCheck;
import io.postway.event.SkanActivity.DecodedEvent;
import io.postway.event.SkanKind;
import io.postway.settings.Settings;
import io.postway.skadnetwork.FirstCopies.FirstCopy;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One postback after the other: which copy of it is counted, and as what. */
final class PostbackCounter {

    static final String COPY_DIFFERS = "copy_differs";

    private final LongFunction<Settings> settings;
    private final SkanMetrics metrics;

    /** @param settings as of a version; waits until it has been read, and throws if that takes too long */
    PostbackCounter(LongFunction<Settings> settings, SkanMetrics metrics) {
        this.settings = settings;
        this.metrics = metrics;
    }

    /** What came of a postback. */
    sealed interface Result {

        /** Its first copy, with what its value stands for. */
        record Counted(SkanActivity activity, List<SkanActivity> events) implements Result {}

        /** Kept and shown, but not counted. */
        record Uncounted(SkanActivity activity) implements Result {}

        /** It says nothing that its first copy did not say. */
        record Repeated() implements Result {}
    }

    Result count(Postback postback, FirstCopies copies) {
        var result = postback.signature().state() == Signature.State.VALID
                ? countValid(postback, copies)
                : uncounted(postback, postback.signature().state().name().toLowerCase(Locale.ROOT), null);
        metrics.ended(result);
        return result;
    }

    /** Only a valid postback takes the key: a forged copy that comes first must not displace the true one. */
    private Result countValid(Postback postback, FirstCopies copies) {
        var says = Fingerprint.of(postback);
        var first = copies.of(postback, postback.route());
        if (first.isPresent()) {
            return first.get().says().equals(says)
                    ? new Result.Repeated()
                    : uncounted(postback, COPY_DIFFERS, first.get().id());
        }
        var other = copies.of(postback, otherRoute(postback.route()))
                .map(copy -> crossCheck(copy, says))
                .orElse(null);
        copies.remember(postback, new FirstCopy(postback.id(), says));
        var kind = Classification.of(postback.claims(), postback.route());
        return new Result.Counted(
                activity(postback, kind, null, null, other, null),
                events(postback)
                        .map(event -> activity(postback, SkanKind.SK_EVENT, null, null, null, event))
                        .toList());
    }

    private static Route otherRoute(Route route) {
        return switch (route) {
            case FORWARDED -> Route.DIRECT;
            case DIRECT -> Route.FORWARDED;
        };
    }

    /** Campaigns are not compared: a device's copy has none. */
    private static CrossCheck crossCheck(FirstCopy other, Fingerprint says) {
        return new CrossCheck(other.id(), other.says().claims().equals(says.claims()));
    }

    /** Of the forwarded copy only, or every event would count twice. */
    private Stream<DecodedEvent> events(Postback postback) {
        var token = postback.appToken();
        if (token == null
                || postback.route() == Route.DIRECT
                || !postback.claims().won()) {
            return Stream.empty();
        }
        var known = settings.apply(postback.settingsVersion());
        return known.app(token).stream()
                .flatMap(app -> ValueDecoder.decode(
                        postback.claims(), postback.campaign().timestamp(), app, known.conversionSchemas(token))
                        .stream());
    }

    private static Result uncounted(Postback postback, String reason, @Nullable UUID firstId) {
        return new Result.Uncounted(activity(postback, SkanKind.SK_UNCOUNTED, reason, firstId, null, null));
    }

    private static SkanActivity activity(
            Postback postback,
            SkanKind kind,
            @Nullable String reason,
            @Nullable UUID firstId,
            @Nullable CrossCheck other,
            @Nullable DecodedEvent decoded) {
        return new SkanActivity(
                postback.id(),
                postback.receivedAt(),
                postback.settingsVersion(),
                kind,
                postback.appToken(),
                postback.route(),
                postback.networkName(),
                postback.claims(),
                postback.campaign(),
                postback.flags(),
                reason,
                firstId,
                other,
                decoded);
    }

    /** A postback that ended before or outside of {@link #count}. */
    void countRefused(String reason) {
        metrics.refused(reason);
    }
}
