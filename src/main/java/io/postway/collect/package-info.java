/**
 * The doors: a request comes in, is judged, made durable on a topic, and only then answered. What is refused is made
 * durable, too, before its sender hears of it.
 */
@NullMarked
package io.postway.collect;

import org.jspecify.annotations.NullMarked;
