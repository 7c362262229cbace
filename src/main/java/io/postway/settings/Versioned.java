package io.postway.settings;

/** A resource with the version at which it came to be as it is: the {@code ETag} of the admin API. */
public record Versioned<R extends Resource>(R value, long version) {}
