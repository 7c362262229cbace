package io.postway.delivery;

import io.postway.delivery.AddressGuard.ForbiddenAddressException;
import java.net.URI;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/**
 * How requests find their way.
 *
 * @param names resolves every host that a connection is made to
 * @param proxy stands between us and all of them; null: there is none
 * @param checkpoint what each host must pass that the proxy is asked to connect to
 */
record PartnerRoute(DnsResolver names, @Nullable HttpHost proxy, Checkpoint checkpoint) {

    /** Lets a host pass or not. */
    interface Checkpoint {
        void pass(String host) throws ForbiddenAddressException;
    }

    /** Straight to wherever {@code names} says. */
    static PartnerRoute direct(DnsResolver names) {
        return new PartnerRoute(names, null, anybody -> {});
    }

    /** As the settings want it: guarded unless they allow every address, through their proxy if they name one. */
    static PartnerRoute of(DeliveryProperties properties) {
        return of(properties, new NameLookups(SystemDefaultDnsResolver.INSTANCE, properties.connectTimeout()));
    }

    static PartnerRoute of(DeliveryProperties properties, DnsResolver names) {
        var proxy = host(properties.proxy());
        if (properties.allowPrivateAddresses()) {
            return new PartnerRoute(names, proxy, anybody -> {});
        }
        var guard = new AddressGuard(names, proxy);
        return new PartnerRoute(guard, proxy, proxy == null ? anybody -> {} : guard::judgeBehindProxy);
    }

    private static @Nullable HttpHost host(@Nullable URI proxy) {
        return proxy == null ? null : new HttpHost(proxy.getScheme(), proxy.getHost(), proxy.getPort());
    }
}
