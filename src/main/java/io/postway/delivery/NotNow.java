package io.postway.delivery;

import io.postway.delivery.DeliveryMetrics.Outcome;
import java.time.Instant;

/**
 * Why no attempt may be made now.
 *
 * @param lookAgainAt asking earlier is in vain
 * @param queue of all that wait for the same
 */
record NotNow(Outcome why, Instant lookAgainAt, String queue) {}
