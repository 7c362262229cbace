package io.postway.collect;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/**
 * How much of what is refused each source may have us keep. Refused requests are written by strangers, and their topic
 * is bounded: without a share for each, one of them could push out what everybody else had refused.
 */
final class RefusalBudget {

    /** When a source that has used up its share should come again. */
    static final Duration PAUSE = Duration.ofMinutes(1);

    private static final Duration PERIOD = Duration.ofHours(1);

    /** Beyond this many sources at once the quietest are forgotten, and start anew. */
    private static final int MAX_SOURCES = 100_000;

    private final long bytesPerPeriod;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MAX_SOURCES)
            .expireAfterAccess(PERIOD)
            .build();

    /** @param bytesPerHour of records, per source and instance */
    RefusalBudget(long bytesPerHour) {
        this.bytesPerPeriod = bytesPerHour;
    }

    /** Whether {@code source} may have {@code bytes} kept; they are taken off its share if so. */
    boolean allows(String source, long bytes) {
        return buckets.get(source, any -> newBucket()).tryConsume(Math.clamp(bytes, 1, bytesPerPeriod));
    }

    private Bucket newBucket() {
        return Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(bytesPerPeriod)
                        .refillGreedy(bytesPerPeriod, PERIOD)
                        .build())
                .build();
    }
}
