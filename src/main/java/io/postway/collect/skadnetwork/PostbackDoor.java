package io.postway.collect.skadnetwork;

import static io.postway.http.ErrorCode.INVALID_JSON;
import static io.postway.http.ErrorCode.INVALID_POSTBACK;
import static io.postway.http.ErrorCode.METHOD_NOT_ALLOWED;
import static io.postway.http.ErrorCode.UNKNOWN_NETWORK;
import static io.postway.http.ErrorCode.UNSUPPORTED_MEDIA_TYPE;

import io.postway.collect.Door;
import io.postway.collect.DoorName;
import io.postway.collect.JsonAnswer;
import io.postway.collect.Received;
import io.postway.collect.Refusal;
import io.postway.collect.Refusals;
import io.postway.collect.RefusedException;
import io.postway.event.Json;
import io.postway.event.NetworkToken;
import io.postway.event.Postback;
import io.postway.event.RawBytes;
import io.postway.event.Topics;
import io.postway.http.ErrorCode;
import io.postway.runtime.ConditionalOnRole;
import io.postway.runtime.Role;
import io.postway.settings.Network;
import io.postway.settings.Settings;
import io.postway.settings.SettingsLog;
import io.postway.skadnetwork.Fault;
import io.postway.skadnetwork.PostbackReader;
import io.postway.skadnetwork.Reading.Malformed;
import io.postway.skadnetwork.SkanPostback;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** Judges SKAdNetwork postbacks: parse, validate, verify, enrich. */
@Component
@ConditionalOnRole(Role.COLLECT)
final class PostbackDoor {

    private final SettingsLog settings;
    private final Topics topics;

    PostbackDoor(SettingsLog settings, Topics topics) {
        this.settings = settings;
        this.topics = topics;
    }

    /** The door at one network's path. */
    Door at(String token) {
        return new NetworkDoor(token);
    }

    /** What the ad network hears: nothing is counted yet, but nothing will be lost either. */
    private record Answer(String status, UUID id, Postback.Signature.State signature, List<String> warnings) {}

    private final class NetworkDoor implements Door {

        private final String token;

        private NetworkDoor(String token) {
            this.token = token;
        }

        @Override
        public DoorName name() {
            return DoorName.SKADNETWORK;
        }

        @Override
        public int maxBodyBytes() {
            return RawBytes.MAX_BYTES;
        }

        @Override
        public Accepted<Postback> judge(Received request) {
            requireJsonPost(request);
            var known = settings.asOf(request.stamp().settingsVersion());
            var network = network(known);
            var body = parse(request.body());
            var postback = switch (PostbackReader.read(body)) {
                case Malformed malformed -> throw refused(malformed.faults());
                case SkanPostback read -> new Enrichment(known, network, request).enrich(read, body);
            };
            var key = postback.claims().adNetworkId() + ":" + postback.claims().transactionId();
            return new Accepted<>(topics.postbacks(), key, postback, JsonAnswer.ok(answer(postback)));
        }

        private static void requireJsonPost(Received request) {
            if (!request.line().method().equals(HttpMethod.POST.name())) {
                throw refused(METHOD_NOT_ALLOWED, "Postbacks are sent with POST.");
            }
            var type = request.mediaType();
            if (!type.equals("application/json") && !type.endsWith("+json")) {
                throw refused(UNSUPPORTED_MEDIA_TYPE, "Postbacks are sent as application/json.");
            }
        }

        private Network network(Settings known) {
            if (!NetworkToken.isToken(token)) {
                throw refused(UNKNOWN_NETWORK, "No ad network has the token of this path.");
            }
            return known.network(new NetworkToken(token))
                    .orElseThrow(() -> refused(UNKNOWN_NETWORK, "No ad network has the token of this path."));
        }

        private static ObjectNode parse(byte[] body) {
            try {
                if (Json.MAPPER.readTree(body) instanceof ObjectNode object) {
                    return object;
                }
            } catch (JacksonException e) {
                var at = e.getLocation();
                var where = at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
                throw refused(INVALID_JSON, e.getOriginalMessage() + where);
            }
            throw refused(INVALID_JSON, "The body must be one JSON object.");
        }

        private static Answer answer(Postback postback) {
            return new Answer("accepted", postback.id(), postback.signature().state(), postback.warnings());
        }

        @Override
        public ResponseEntity<?> answer(Refusal refusal, UUID record) {
            return Refusals.asProblem(refusal, record, HttpMethod.POST);
        }

        private static RefusedException refused(ErrorCode code, String message) {
            return new RefusedException(Refusal.of(code, message));
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
}
