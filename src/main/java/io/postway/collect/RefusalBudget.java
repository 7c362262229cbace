package io.postway.collect;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/**
 * How much each source may have us keep of what proves nothing: refused requests, and copies of postbacks that nobody
 * signed. Strangers write it, and its room is bounded: without a share for each, one of them could push out what
 * everybody else had refused.
 */
final class RefusalBudget {

    /** When a source that has used up its share should come again. */
    static final Duration PAUSE = Duration.ofMinutes(1);

    private static final Duration PERIOD = Duration.ofDays(1);

    /** Beyond this many sources at once the quietest are forgotten, and start anew. */
    private static final int MAX_SOURCES = 100_000;

    private final long bytesPerSource;
    private final Bucket strangers;
    private final Cache<Source, Bucket> sources = Caffeine.newBuilder()
            .maximumSize(MAX_SOURCES)
            .expireAfterAccess(PERIOD)
            .build();

    /**
     * @param bytesPerSource of records, per day and instance
     * @param bytesOfStrangers all of them together
     */
    RefusalBudget(long bytesPerSource, long bytesOfStrangers) {
        this.bytesPerSource = bytesPerSource;
        this.strangers = bucket(bytesOfStrangers);
    }

    /** Whether {@code source} may have {@code bytes} kept; they are taken off its share if so. */
    boolean allows(Source source, long bytes) {
        var taken = Math.clamp(bytes, 1, bytesPerSource);
        return sources.get(source, any -> bucket(bytesPerSource)).tryConsume(taken)
                && (!source.isStranger() || strangers.tryConsume(taken));
    }

    private static Bucket bucket(long bytes) {
        return Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(bytes)
                        .refillGreedy(bytes, PERIOD)
                        .build())
                .build();
    }
}
