/**
 * Every tracker that engagements have come by, known by heart on every instance: folded from {@code postway.trackers}.
 */
@NullMarked
package io.postway.trackers;

import org.jspecify.annotations.NullMarked;
