package io.postway.delivery;

import io.postway.event.Callback;
import io.postway.event.Callback.Method;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where callbacks go, and the way there: our own sandbox is the one place inside our network that they may reach. */
final class Partners {

    private final Destinations destinations;
    private final PartnerClient guarded;
    private final PartnerClient sandbox;

    /** @param sandbox only ever talks to our own sandbox */
    Partners(Destinations destinations, PartnerClient guarded, PartnerClient sandbox) {
        this.destinations = destinations;
        this.guarded = guarded;
        this.sandbox = sandbox;
    }

    /** Empty: it has nowhere to go yet. */
    Optional<URI> addressOf(Callback callback) {
        return destinations.of(callback);
    }

    /** From the first attempt on, each goes to the same address; only the sandbox may move with our own port. */
    Callback settled(Callback callback, URI address) {
        return destinations.isSandbox(address) ? callback : callback.at(address);
    }

    /** One attempt, signed as of {@code now}. */
    Answer send(Callback callback, URI endpoint, List<String> secrets, Instant now) {
        var address = Destinations.address(endpoint, callback);
        var payload = callback.method() == Method.POST ? callback.payload() : address.getRawQuery();
        var headers = Signer.headers(callback.callbackId(), payload, secrets, now);
        var client = destinations.isSandbox(endpoint) ? sandbox : guarded;
        return client.send(callback, address, headers);
    }
}
