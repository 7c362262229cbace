/**
 * Which devices were erased, known by heart on every instance: folded from {@code postway.forgotten}. Doors ask before
 * they take a report, and delivery before it sends a callback.
 */
@NullMarked
package io.postway.forgotten;

import org.jspecify.annotations.NullMarked;
