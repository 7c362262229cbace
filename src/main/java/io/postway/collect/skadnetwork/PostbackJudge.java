package io.postway.collect.skadnetwork;

import static io.postway.http.ErrorCode.INVALID_POSTBACK;

import io.postway.apple.Fault;
import io.postway.apple.PostbackReader;
import io.postway.apple.Reading.Malformed;
import io.postway.apple.Reading.WellFormedPostback;
import io.postway.apple.SignatureCheck;
import io.postway.collect.Received;
import io.postway.collect.Refusal;
import io.postway.collect.RefusedException;
import io.postway.event.Postback;
import io.postway.settings.Settings;
import io.postway.trackers.SubLevels;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Makes a postback of a JSON object, or says why it is none: validate, verify, enrich. */
final class PostbackJudge {

    private final SignatureCheck signatures;
    private final SubLevels subLevels;

    PostbackJudge(SignatureCheck signatures, SubLevels subLevels) {
        this.signatures = signatures;
        this.subLevels = subLevels;
    }

    /** @throws RefusedException naming every fault */
    Postback judge(ObjectNode body, Origin origin, Settings settings, Received request) {
        return switch (PostbackReader.read(body)) {
            case Malformed malformed -> throw refused(malformed.faults());
            case WellFormedPostback read ->
                new Enrichment(settings, signatures, subLevels, request).enrich(read, body, origin);
        };
    }

    private static RefusedException refused(List<Fault> faults) {
        var first = faults.getFirst();
        return new RefusedException(new Refusal(
                INVALID_POSTBACK,
                INVALID_POSTBACK.wireName(),
                first.field() + ": " + first.rule() + ", was " + first.value()
                        + (faults.size() == 1 ? "." : "; and " + (faults.size() - 1) + " more."),
                faults,
                null));
    }
}
