package io.postway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.postway.delivery.Answer.Status;
import io.postway.event.Callback;
import io.postway.event.Callback.Method;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A secret is replaced without a gap: partners with the official verifier, asked over HTTP. */
class SecretRotationTest {

    private static final String OLD = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String NEW = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    /** With what escapes and encodings could change on the way. */
    private static final String QUERY = "tracker_name=BackInApp%3A%3Aspring%20%26%20Gr%C3%B6%C3%9Fe&empty=&label=a%2Bb";

    private static final String BODY = "{\"tracker_name\":\"BackInApp::spring & Größe\",\"label\":\"\uD83C\uDF31\"}";

    private PartnerClient client;
    private VerifyingPartner partnerWithOld;
    private VerifyingPartner partnerWithNew;

    @BeforeEach
    void start() throws IOException {
        client = Clients.unguarded(ClientSettings.PATIENT);
        partnerWithOld = new VerifyingPartner(OLD);
        partnerWithNew = new VerifyingPartner(NEW);
    }

    @AfterEach
    void stop() {
        client.close();
        partnerWithOld.close();
        partnerWithNew.close();
    }

    @ParameterizedTest
    @EnumSource
    void beforeOnlyTheOldSecretVerifies(Method method) {
        assertAccepted(send(partnerWithOld, method, OLD));
        assertRefused(send(partnerWithNew, method, OLD));
    }

    @ParameterizedTest
    @EnumSource
    void meanwhileEitherVerifiesInWhateverOrderTheyStand(Method method) {
        assertAccepted(send(partnerWithOld, method, OLD, NEW));
        assertAccepted(send(partnerWithNew, method, OLD, NEW));
        assertAccepted(send(partnerWithOld, method, NEW, OLD));
        assertAccepted(send(partnerWithNew, method, NEW, OLD));
    }

    @ParameterizedTest
    @EnumSource
    void afterwardsTheOldSecretVerifiesNoMore(Method method) {
        assertAccepted(send(partnerWithNew, method, NEW));
        assertRefused(send(partnerWithOld, method, NEW));
    }

    @ParameterizedTest
    @EnumSource
    void withoutASecretNothingVerifies(Method method) {
        assertRefused(send(partnerWithOld, method));
    }

    @ParameterizedTest
    @EnumSource
    void anotherIdDoesNotVerify(Method method) {
        assertRefused(sendChanged(method, "webhook-id", "another"));
    }

    @ParameterizedTest
    @EnumSource
    void anotherTimeDoesNotVerify(Method method) {
        var aMomentLater = Instant.now().plusSeconds(1).getEpochSecond();

        assertRefused(sendChanged(method, "webhook-timestamp", String.valueOf(aMomentLater)));
    }

    @ParameterizedTest
    @EnumSource
    void whatWasHeardLongAgoDoesNotVerify(Method method) {
        var headers = headers(method, Instant.now().minus(Duration.ofMinutes(10)), OLD);

        assertRefused(client.send(callback(method, payload(method)), address(partnerWithOld, method), headers));
    }

    @ParameterizedTest
    @EnumSource
    void anotherPayloadDoesNotVerify(Method method) {
        var changed = callback(method, payload(method).replace("spring", "winter"));
        var headers = headers(method, Instant.now(), OLD);

        assertRefused(client.send(changed, Destinations.address(partnerWithOld.address(), changed), headers));
    }

    private Answer send(VerifyingPartner partner, Method method, String... secrets) {
        return client.send(
                callback(method, payload(method)), address(partner, method), headers(method, Instant.now(), secrets));
    }

    private Answer sendChanged(Method method, String header, String value) {
        var headers = new LinkedHashMap<>(headers(method, Instant.now(), OLD));
        headers.put(header, value);
        return client.send(callback(method, payload(method)), address(partnerWithOld, method), headers);
    }

    private static Map<String, String> headers(Method method, Instant now, String... secrets) {
        return Signer.headers("callback-1", payload(method), List.of(secrets), now);
    }

    private static URI address(VerifyingPartner partner, Method method) {
        return Destinations.address(partner.address(), callback(method, payload(method)));
    }

    private static Callback callback(Method method, String payload) {
        return Callbacks.callback("callback-1", method, null, payload);
    }

    private static String payload(Method method) {
        return switch (method) {
            case GET -> QUERY;
            case POST -> BODY;
        };
    }

    private static void assertAccepted(Answer answer) {
        assertThat(answer).isEqualTo(new Status(204));
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Status.class, status -> assertThat(status.code()).isEqualTo(401));
    }
}
