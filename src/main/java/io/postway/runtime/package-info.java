/**
 * How a stage runs: its role, its Kafka clients and topics, its streams, its place in the order of starting and
 * stopping. Knows nothing of what a stage does.
 */
@NullMarked
package io.postway.runtime;

import org.jspecify.annotations.NullMarked;
