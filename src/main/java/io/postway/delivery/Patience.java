package io.postway.delivery;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * How long a callback may wait for its turn.
 *
 * @param running false once we stop: a turn that comes after that is not taken
 */
record Patience(Duration longest, BooleanSupplier running) {}
