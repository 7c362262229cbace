/**
 * From a rendered callback to its fate: delivered, later or dead. At least once; the partner tells repeats by
 * {@code webhook-id}. Nothing here changes what a callback says.
 */
@NullMarked
package io.postway.delivery;

import org.jspecify.annotations.NullMarked;
