package io.postway.collect;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/** @param refusedPerSource how much of what is refused one source may have kept, per hour and instance; 1 MB or more */
@ConfigurationProperties("postway.collect")
record CollectProperties(DataSize refusedPerSource) {

    CollectProperties {
        if (refusedPerSource.toBytes() < DataSize.ofMegabytes(1).toBytes()) {
            throw new IllegalArgumentException(
                    "postway.collect.refused-per-source must be at least 1MB, was: " + refusedPerSource);
        }
    }
}
