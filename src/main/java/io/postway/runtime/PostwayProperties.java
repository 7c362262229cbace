package io.postway.runtime;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What every stage needs to know; {@code config/application.yaml} holds the defaults and their reasons.
 *
 * @param roles what this instance does
 * @param topicPrefix what every topic, group and application id starts with
 * @param publicUrl the base of every URL that we print
 * @param advertisedAddress host and port at which the other instances find this one; null: its own address and port
 * @param dataDir where this instance keeps files; two instances must not share one
 */
@ConfigurationProperties("postway")
public record PostwayProperties(
        Set<Role> roles,
        String topicPrefix,
        URI publicUrl,
        @Nullable String advertisedAddress,
        Path dataDir,
        Topics topics,
        Streams streams) {

    public PostwayProperties {
        roles = Set.copyOf(roles);
        require(!roles.isEmpty(), "postway.roles must name at least one role");
        require(
                topicPrefix.matches("[A-Za-z0-9._-]{1,100}"),
                "postway.topic-prefix must be 1 to 100 letters, digits, dots, dashes or underscores, was: "
                        + topicPrefix);
        advertisedAddress = advertisedAddress == null || advertisedAddress.isBlank() ? null : advertisedAddress;
        require(
                advertisedAddress == null
                        || advertisedAddress.matches("[^:/\\s]+:[0-9]{1,5}|\\[[0-9a-fA-F:]+]:[0-9]{1,5}"),
                "postway.advertised-address must be host:port, was: " + advertisedAddress);
        require(publicUrl.getHost() != null, "postway.public-url must be an absolute URL, was: " + publicUrl);
    }

    /**
     * How topics are made, and what is checked of those that exist.
     *
     * @param partitions of each keyed topic; cannot change later without making every device new
     * @param replicas per partition, 1 to the number of brokers
     * @param minInsyncReplicas how many must have a record before it counts as accepted, 1 to {@code replicas}
     */
    public record Topics(int partitions, short replicas, int minInsyncReplicas) {

        public Topics {
            require(partitions >= 1 && partitions <= 1000, "postway.topics.partitions must be 1 to 1000");
            require(replicas >= 1, "postway.topics.replicas must be at least 1");
            require(
                    minInsyncReplicas >= 1 && minInsyncReplicas <= replicas,
                    "postway.topics.min-insync-replicas must be 1 to postway.topics.replicas");
        }
    }

    /**
     * How streams run.
     *
     * @param threads per stage and instance
     * @param standbyReplicas how many other instances keep a copy of the state, to take over at once
     * @param commitInterval how often a transaction ends where a stage keeps up: what a later stage waits for at least
     * @param settingsPatience how long a record may wait for the settings that its door saw
     */
    public record Streams(int threads, int standbyReplicas, Duration commitInterval, Duration settingsPatience) {

        public Streams {
            require(threads >= 1 && threads <= 64, "postway.streams.threads must be 1 to 64");
            require(standbyReplicas >= 0 && standbyReplicas <= 3, "postway.streams.standby-replicas must be 0 to 3");
            require(
                    commitInterval.toMillis() >= 10 && commitInterval.toMillis() <= 2_000,
                    "postway.streams.commit-interval must be 10ms to 2s");
            require(settingsPatience.isPositive(), "postway.streams.settings-patience must be positive");
        }
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
