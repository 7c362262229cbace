package io.postway.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What an attempt's headers would be, for tests of other stages. */
public final class SignedHeaders {

    private SignedHeaders() {}

    /** In the order in which they are written. */
    public static Map<String, String> of(String callbackId, String payload, List<String> secrets, Instant now) {
        return Signer.headers(callbackId, payload, secrets, now);
    }
}
