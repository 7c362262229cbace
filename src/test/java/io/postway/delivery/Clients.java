package io.postway.delivery;

import java.net.URI;
import java.util.Map;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/** Clients of partners, for tests. */
final class Clients {

    private Clients() {}

    /** One that goes to any address. */
    static PartnerClient unguarded(DeliveryProperties settings) {
        return new PartnerClient(settings, PartnerRoute.direct(SystemDefaultDnsResolver.INSTANCE));
    }

    static Answer send(PartnerClient client, URI address) {
        return client.send(Callbacks.callback("c"), address, Map.of());
    }
}
