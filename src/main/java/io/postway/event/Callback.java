package io.postway.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rendered request to a partner. What it says is fixed here, so that every attempt sends the same bytes.
 *
 * @param callbackId equals the header {@code webhook-id}; the same over all attempts and in replay
 * @param device whose activity it tells: once it is erased, the callback must not go out any more
 * @param platform whose panel it was rendered by, and whose secrets sign it; null: no platform's in particular
 * @param endpoint where the panel wants it; null: the place configured for this partner
 * @param payload GET: the raw query string; POST: the JSON body
 */
public record Callback(
        UUID id,
        Instant receivedAt,
        long settingsVersion,
        String callbackId,
        AppToken appToken,
        Partner partner,
        String partnerId,
        ActivityKind kind,
        DeviceDigest device,
        @Nullable Platform platform,
        Method method,
        @Nullable URI endpoint,
        String payload)
        implements Stamped {

    /** How a partner wants its callbacks. */
    public enum Method {
        @JsonProperty("GET")
        GET,
        @JsonProperty("POST")
        POST
    }

    /** The topics' key: order and load are per app and partner id. */
    public String key() {
        return appToken + ":" + partnerId;
    }

    /**
     * The same callback, its address settled.
     *
     * @param address null: the place configured for this partner
     */
    public Callback at(@Nullable URI address) {
        return new Callback(
                id,
                receivedAt,
                settingsVersion,
                callbackId,
                appToken,
                partner,
                partnerId,
                kind,
                device,
                platform,
                method,
                address,
                payload);
    }

    @Override
    public String toString() {
        return "Callback[" + callbackId + ", " + kind + "]";
    }
}
