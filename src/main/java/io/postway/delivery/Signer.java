package io.postway.delivery;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The headers by which a partner tells our callbacks from forged ones (Standard Webhooks): every secret that is valid
 * now signs, so that a secret can be replaced without a gap.
 */
final class Signer {

    private static final String ID = "webhook-id";
    private static final String TIMESTAMP = "webhook-timestamp";
    private static final String SIGNATURE = "webhook-signature";

    private Signer() {}

    /**
     * Headers for one attempt.
     *
     * @param payload the body of a POST, the raw query string of a GET
     * @param secrets {@code whsec_…}; none: the callback goes out with id and time, unsigned
     * @param now the attempt's time: the partner refuses old ones
     */
    static Map<String, String> headers(String callbackId, String payload, List<String> secrets, Instant now) {
        var headers = new LinkedHashMap<String, String>();
        headers.put(ID, callbackId);
        headers.put(TIMESTAMP, String.valueOf(now.getEpochSecond()));
        if (!secrets.isEmpty()) {
            headers.put(
                    SIGNATURE,
                    secrets.stream()
                            .map(secret -> sign(secret, callbackId, payload, now))
                            .collect(Collectors.joining(" ")));
        }
        return headers;
    }

    private static String sign(String secret, String callbackId, String payload, Instant now) {
        try {
            return new Webhook(secret).sign(callbackId, now.getEpochSecond(), payload);
        } catch (EmptyWebhookSecretException | WebhookSigningException e) {
            throw new IllegalStateException("a secret that the settings accepted cannot sign", e);
        }
    }
}
