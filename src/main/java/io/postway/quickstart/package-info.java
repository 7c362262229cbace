/**
 * What lets one command show everything: a Kafka of our own in this process, demo settings, and a sandbox that plays
 * BackInApp. None of it exists once {@code spring.kafka.bootstrap-servers} is set.
 */
@NullMarked
package io.postway.quickstart;

import org.jspecify.annotations.NullMarked;
