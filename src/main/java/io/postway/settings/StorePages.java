package io.postway.settings;

import io.postway.event.Platform;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a click ends, by platform; {@code fallback} is for those without a store of ours. */
public record StorePages(
        @Nullable URI ios, @Nullable URI android, @Nullable URI fallback) {

    public StorePages {
        Rules.webAddress("ios", ios);
        Rules.webAddress("android", android);
        Rules.webAddress("fallback", fallback);
    }

    static StorePages none() {
        return new StorePages(null, null, null);
    }

    /** The page of a system; none: the app has none there. */
    public Optional<URI> of(Platform platform) {
        return Optional.ofNullable(
                switch (platform) {
                    case IOS -> ios;
                    case ANDROID -> android;
                });
    }

    /** The page for a system that has none of its own. */
    public Optional<URI> elsewhere() {
        return Optional.ofNullable(fallback).or(() -> Optional.ofNullable(ios)).or(() -> Optional.ofNullable(android));
    }

    /** These pages, and of {@code others} those that are missing here. */
    StorePages orElse(StorePages others) {
        return new StorePages(
                ios == null ? others.ios : ios,
                android == null ? others.android : android,
                fallback == null ? others.fallback : fallback);
    }
}
