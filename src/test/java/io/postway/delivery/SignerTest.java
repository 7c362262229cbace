package io.postway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.standardwebhooks.Webhook;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SignerTest {

    private static final String OLD = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String NEW = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String PAYLOAD = "activity_kind=install&is_organic=0";

    @Test
    void whileASecretIsReplacedBothVerify() {
        var headers = Signer.headers("callback-1", PAYLOAD, List.of(NEW, OLD), Instant.now());

        for (String secret : List.of(NEW, OLD)) {
            assertThatCode(() -> new Webhook(secret).verify(PAYLOAD, asLists(headers)))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void withoutASecretTheIdStillTellsRepeats() {
        var headers = Signer.headers("callback-1", PAYLOAD, List.of(), Instant.ofEpochSecond(1_700_000_000));

        assertThat(headers).isEqualTo(Map.of("webhook-id", "callback-1", "webhook-timestamp", "1700000000"));
    }

    /** That of the libraries of Standard Webhooks, and so what every partner's library makes of it. */
    @Test
    void theSpecificationsOwnExampleIsSignedAsItSays() {
        var headers = Signer.headers(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                "{\"test\": 2432232314}",
                List.of(OLD),
                Instant.ofEpochSecond(1_614_265_330));

        assertThat(headers)
                .isEqualTo(Map.of(
                        "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        "webhook-timestamp", "1614265330",
                        "webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
    }

    private static Map<String, List<String>> asLists(Map<String, String> headers) {
        return headers.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
    }
}
