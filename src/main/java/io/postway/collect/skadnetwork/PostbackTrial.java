package io.postway.collect.skadnetwork;

import io.postway.apple.SignatureCheck;
import io.postway.apple.SignedMessage;
import io.postway.collect.JsonAnswer;
import io.postway.collect.Received;
import io.postway.collect.Refusals;
import io.postway.collect.RefusedException;
import io.postway.event.AdAttributionKit;
import io.postway.event.AppToken;
import io.postway.event.Claims;
import io.postway.event.LinkToken;
import io.postway.event.Postback;
import io.postway.event.Postback.Flag;
import io.postway.event.Postback.Route;
import io.postway.event.RawBytes;
import io.postway.event.Rejected.RequestLine;
import io.postway.event.Skan;
import io.postway.event.Stamp;
import io.postway.settings.Settings;
import io.postway.trackers.SubLevels;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;

/**
 * A dry run: what would become of a postback, and how its signature was checked; nothing is recorded.
 *
 * @param reason why the signature is not valid; null: it is
 * @param layout what Apple signs in this version, in its order; empty: not known
 * @param message what was verified, each separator shown as {@code <U+2063>}; null: the layout is not known
 */
public record PostbackTrial(
        String status,
        Postback.Signature.State signature,
        @Nullable String reason,
        Claims claims,
        List<String> layout,
        @Nullable String message,
        @Nullable AppToken appToken,
        @Nullable String networkName,
        @Nullable LinkToken link,
        String trackerName,
        Set<Flag> flags,
        List<String> warnings) {

    /** What would become of {@code body} if the ad network that it names had posted it, or why it would be refused. */
    public static ResponseEntity<?> answer(byte[] body, Stamp stamp, Settings settings, SubLevels subLevels) {
        var request = new Received(
                stamp, new RequestLine(HttpMethod.POST.name(), "", null), Map.of(), body, RawBytes.of(body), "");
        var origin = new Origin(Route.FORWARDED, Optional.empty());
        var judge = new PostbackJudge(SignatureCheck.withApplesKeys(), subLevels);
        try {
            return answer(judge.judge(JsonBody.parse(body), origin, settings, request));
        } catch (RefusedException e) {
            return Refusals.asProblem(e.refusal(), stamp.id(), HttpMethod.POST);
        }
    }

    static ResponseEntity<?> answer(Postback postback) {
        return JsonAnswer.ok(of(postback));
    }

    private static PostbackTrial of(Postback postback) {
        return new PostbackTrial(
                "validated",
                postback.signature().state(),
                postback.signature().reason(),
                postback.claims(),
                layout(postback),
                message(postback),
                postback.appToken(),
                postback.networkName(),
                postback.campaign().link(),
                postback.campaign().trackerName(),
                postback.flags(),
                postback.warnings());
    }

    private static List<String> layout(Postback postback) {
        return switch (postback.claims()) {
            case Skan skan -> signed(skan, postback).map(SignedMessage::layout).orElse(List.of());
            case AdAttributionKit jws -> List.of("header", "payload");
        };
    }

    private static @Nullable String message(Postback postback) {
        return switch (postback.claims()) {
            case Skan skan -> signed(skan, postback).map(SignedMessage::shown).orElse(null);
            case AdAttributionKit jws ->
                jws.jwsString().substring(0, jws.jwsString().lastIndexOf('.'));
        };
    }

    /** In the form that was found valid, if any was. */
    private static Optional<SignedMessage> signed(Skan claims, Postback postback) {
        return SignedMessage.of(claims)
                .map(message -> postback.signature().withoutSourceAppId()
                        ? message.withoutZeroSourceAppId().orElse(message)
                        : message);
    }
}
