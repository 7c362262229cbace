package io.postway.collect.spool;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * @param spoolSize how much may wait on this disk while Kafka is away; 0: nothing, and senders are asked to come again
 */
@ConfigurationProperties("postway.collect")
record SpoolProperties(DataSize spoolSize) {

    private static final DataSize LEAST = DataSize.ofMegabytes(16);

    SpoolProperties {
        if (spoolSize.toBytes() != 0 && spoolSize.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException(
                    "postway.collect.spool-size must be 0 or at least 16MB, was: " + spoolSize);
        }
    }
}
