package io.postway.collect.skadnetwork;

import static io.postway.http.ErrorCode.METHOD_NOT_ALLOWED;

import io.postway.collect.Door;
import io.postway.collect.DoorName;
import io.postway.collect.Received;
import io.postway.collect.Refusal;
import io.postway.collect.Refusals;
import io.postway.collect.RefusedException;
import io.postway.event.Postback;
import io.postway.event.Postback.Signature;
import io.postway.event.RawBytes;
import io.postway.event.Topic;
import io.postway.http.ErrorCode;
import io.postway.settings.Settings;
import java.util.UUID;
import java.util.function.LongFunction;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;

/**
 * Apple's well-known paths: devices send the developer a copy of each winning postback (Apple, "Configuring an
 * advertised app"). There is no secret in them: the signature authenticates, the app's number chooses the tenant.
 */
final class DeveloperCopyDoor implements Door {

    private final LongFunction<Settings> settings;
    private final Topic<Postback> topic;
    private final PostbackJudge judge;
    private final ErrorCode comeAgain;

    /**
     * @param settings as of a version
     * @param comeAgain what makes the device come again
     */
    DeveloperCopyDoor(
            LongFunction<Settings> settings, Topic<Postback> topic, PostbackJudge judge, ErrorCode comeAgain) {
        this.settings = settings;
        this.topic = topic;
        this.judge = judge;
        this.comeAgain = comeAgain;
    }

    @Override
    public DoorName name() {
        return DoorName.DEVELOPER_COPY;
    }

    @Override
    public int maxBodyBytes() {
        return RawBytes.MAX_BYTES;
    }

    @Override
    public ErrorCode comeAgain() {
        return comeAgain;
    }

    /** Whatever media type it says: no developer can change what a device sends. */
    @Override
    public Accepted<Postback> judge(Received request) {
        if (!request.line().method().equals(HttpMethod.POST.name())) {
            throw new RefusedException(Refusal.of(METHOD_NOT_ALLOWED, "Devices send postbacks with POST."));
        }
        var known = settings.apply(request.stamp().settingsVersion());
        var postback = judge.judge(JsonBody.parse(request.body()), Origin.device(), known, request);
        var provesNothing = postback.signature().state() != Signature.State.VALID;
        return new Accepted<>(topic, postback.claims().key(), postback, PostbackAnswer.to(postback), provesNothing);
    }

    @Override
    public ResponseEntity<?> answer(Refusal refusal, UUID record) {
        return Refusals.asProblem(refusal, record, HttpMethod.POST);
    }
}
