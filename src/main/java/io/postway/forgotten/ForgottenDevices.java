package io.postway.forgotten;

import io.postway.event.AppToken;
import io.postway.event.DeviceDigest;
import io.postway.event.DeviceIds;
import io.postway.event.Forgotten;
import io.postway.event.Topic;
import io.postway.runtime.Phases;
import io.postway.runtime.TopicFollower;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * This instance's copy of all erased devices. It is read to its end before the first request is taken, and lags behind
 * the stage that erases by less than a second. An id takes about 60 bytes: a million erased devices with five ids each
 * are 300 MB.
 */
public final class ForgottenDevices implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ForgottenDevices.class);
    private static final Duration START_PATIENCE = Duration.ofSeconds(20);

    /** By app, so that one without erased devices, which most are, costs its requests nothing. */
    private final Map<AppToken, Set<Long>> beginnings = new ConcurrentHashMap<>();

    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final Topic<Forgotten> topic;
    private final TopicFollower follower;

    ForgottenDevices(ConsumerFactory<String, byte[]> consumers, Topic<Forgotten> topic) {
        this.topic = topic;
        this.follower = new TopicFollower(consumers, topic, this::fold, caughtUp::countDown);
    }

    /** Whether a device with one of {@code ids} was erased in this app. */
    public boolean containsAny(AppToken app, DeviceIds ids) {
        return beginnings.containsKey(app) && ids.digests(app).anyMatch(digest -> contains(app, digest));
    }

    public boolean contains(AppToken app, DeviceDigest digest) {
        return beginnings.getOrDefault(app, Set.of()).contains(beginning(digest));
    }

    /** 64 bits of a digest tell a billion of an app's ids apart, and are a quarter of its size. */
    private static Long beginning(DeviceDigest digest) {
        return HexFormat.fromHexDigitsToLong(digest.value(), 0, 16);
    }

    private void fold(ConsumerRecord<String, byte[]> entry) {
        byte @Nullable [] value = entry.value();
        try {
            if (value != null) {
                var forgotten = topic.read(value);
                beginnings
                        .computeIfAbsent(forgotten.appToken(), app -> ConcurrentHashMap.newKeySet())
                        .add(beginning(forgotten.digest()));
            }
        } catch (RuntimeException e) {
            // Not one of our records; a reader that ended here would end here again after every restart.
            log.warn(
                    "forgotten.unreadable offset={} cause={}",
                    entry.offset(),
                    e.getClass().getSimpleName());
        }
    }

    @Override
    public void start() {
        follower.start();
        try {
            if (!caughtUp.await(START_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("The erased devices could not be read within {}: some may not be known yet", START_PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        follower.stop();
    }

    @Override
    public boolean isRunning() {
        return follower.isRunning();
    }

    @Override
    public int getPhase() {
        return Phases.SETTINGS;
    }
}
