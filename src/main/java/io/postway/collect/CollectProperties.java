package io.postway.collect;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * @param refusedPerSource how much of what is refused one source may have kept, per day and instance; 1 MB to 64 GB
 * @param refusedOfStrangers the same for all strangers together; at least as much as one source may, up to 64 GB
 */
@ConfigurationProperties("postway.collect")
record CollectProperties(DataSize refusedPerSource, DataSize refusedOfStrangers) {

    private static final DataSize MIN = DataSize.ofMegabytes(1);
    private static final DataSize MAX = DataSize.ofGigabytes(64);

    CollectProperties {
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
