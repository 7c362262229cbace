package io.postway.collect.skadnetwork;

import static io.postway.http.ErrorCode.METHOD_NOT_ALLOWED;
import static io.postway.http.ErrorCode.UNKNOWN_NETWORK;
import static io.postway.http.ErrorCode.UNSUPPORTED_MEDIA_TYPE;

import io.postway.apple.QueryForm;
import io.postway.collect.Door;
import io.postway.collect.DoorName;
import io.postway.collect.Received;
import io.postway.collect.Refusal;
import io.postway.collect.Refusals;
import io.postway.collect.RefusedException;
import io.postway.collect.Source;
import io.postway.event.Json;
import io.postway.event.NetworkToken;
import io.postway.event.Postback;
import io.postway.event.RawBytes;
import io.postway.event.Rejected.RequestLine;
import io.postway.event.Topic;
import io.postway.http.ErrorCode;
import io.postway.settings.Network;
import io.postway.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.node.ObjectNode;

/** One ad network's path: postbacks that it got from Apple, as JSON or in query form. */
final class NetworkDoor implements Door {

    private final String token;
    private final LongFunction<Settings> settings;
    private final Topic<Postback> topic;
    private final PostbackJudge judge;
    private final Function<Postback, ResponseEntity<?>> answer;

    /**
     * @param token as the path has it, known or not
     * @param settings as of a version
     */
    NetworkDoor(
            String token,
            LongFunction<Settings> settings,
            Topic<Postback> topic,
            PostbackJudge judge,
            Function<Postback, ResponseEntity<?>> answer) {
        this.token = token;
        this.settings = settings;
        this.topic = topic;
        this.judge = judge;
        this.answer = answer;
    }

    @Override
    public DoorName name() {
        return DoorName.SKADNETWORK;
    }

    @Override
    public int maxBodyBytes() {
        return RawBytes.MAX_BYTES;
    }

    /** A network that we know answers for itself, wherever it posts from. */
    @Override
    public Source source(Received request) {
        return sender(request)
                .map(network -> Source.known(network.token().fingerprint()))
                .orElseGet(() -> Door.super.source(request));
    }

    /** The token is a secret if it is somebody's; if not, it is what a person needs to see to find a typing error. */
    @Override
    public RequestLine safeLine(Received request) {
        var line = request.line();
        return sender(request)
                .map(network -> new RequestLine(
                        line.method(), "/skadnetwork/sha256:" + network.token().fingerprint(), line.query()))
                .orElse(line);
    }

    private Optional<Network> sender(Received request) {
        return network(settings.apply(request.stamp().settingsVersion()));
    }

    @Override
    public Accepted<Postback> judge(Received request) {
        requirePostbackForm(request);
        var known = settings.apply(request.stamp().settingsVersion());
        var network = network(known).orElseThrow(() -> refused(UNKNOWN_NETWORK, "No ad network has this token."));
        var postback = judge.judge(body(request), Origin.forwardedBy(network), known, request);
        return new Accepted<>(topic, postback.claims().key(), postback, answer.apply(postback));
    }

    private static void requirePostbackForm(Received request) {
        if (isQuery(request)) {
            return;
        }
        if (!request.line().method().equals(HttpMethod.POST.name())) {
            throw refused(METHOD_NOT_ALLOWED, "Postbacks are sent with POST, or with GET in query form.");
        }
        var type = request.mediaType();
        if (!type.equals("application/json") && !type.endsWith("+json")) {
            throw refused(UNSUPPORTED_MEDIA_TYPE, "Postbacks are sent as application/json.");
        }
    }

    private static ObjectNode body(Received request) {
        if (!isQuery(request)) {
            return JsonBody.parse(request.body());
        }
        var query = request.query();
        return QueryForm.toJson(
                query,
                query.value(QueryForm.PAYLOAD)
                        .map(payload -> JsonBody.parse(payload.getBytes(StandardCharsets.UTF_8)))
                        .orElseGet(Json.MAPPER::createObjectNode));
    }

    private static boolean isQuery(Received request) {
        return request.line().method().equals(HttpMethod.GET.name());
    }

    private Optional<Network> network(Settings known) {
        return Optional.of(token)
                .filter(NetworkToken::isToken)
                .map(NetworkToken::new)
                .flatMap(known::network);
    }

    private static RefusedException refused(ErrorCode code, String message) {
        return new RefusedException(Refusal.of(code, message));
    }

    @Override
    public ResponseEntity<?> answer(Refusal refusal, UUID record) {
        return Refusals.asProblem(refusal, record, HttpMethod.POST, HttpMethod.GET);
    }
}
