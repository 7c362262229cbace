package io.postway.collect;

import io.postway.collect.visitor.ClientAddress;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * @param refusedPerSource how much of what is refused one source may have kept, per day and instance; 1 MB to 64 GB
 * @param refusedOfStrangers the same for all strangers together; at least as much as one source may, up to 64 GB
 * @param trustedProxies addresses and networks whose word is taken for the address behind them
 * @param proxyHeader where they write it
 * @param anonymousNetworks a file with one address or network a line; null: none
 * @param geoDatabase a file in MaxMind's format; null: places are only known where they are reported
 */
@ConfigurationProperties("postway.collect")
record CollectProperties(
        DataSize refusedPerSource,
        DataSize refusedOfStrangers,
        List<String> trustedProxies,
        String proxyHeader,
        @Nullable Path anonymousNetworks,
        @Nullable Path geoDatabase) {

    private static final DataSize MIN = DataSize.ofMegabytes(1);
    private static final DataSize MAX = DataSize.ofGigabytes(64);

    CollectProperties {
        trustedProxies = List.copyOf(trustedProxies);
        trustedProxies.forEach(proxy -> require(
                ClientAddress.isAddressOrNetwork(proxy),
                "postway.collect.trusted-proxies must be addresses or networks such as 10.0.0.0/8, was: " + proxy));
        require(!proxyHeader.isBlank(), "postway.collect.proxy-header must name a header");
        require(
                refusedPerSource.compareTo(MIN) >= 0 && refusedPerSource.compareTo(MAX) <= 0,
                "postway.collect.refused-per-source must be 1MB to 64GB, was: " + refusedPerSource);
        require(
                refusedOfStrangers.compareTo(refusedPerSource) >= 0 && refusedOfStrangers.compareTo(MAX) <= 0,
                "postway.collect.refused-of-strangers must be postway.collect.refused-per-source to 64GB, was: "
                        + refusedOfStrangers);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
