/**
 * Counts postbacks: each once over all its copies, as what it is, with what its conversion value stands for.
 *
 * <p>All copies of one postback have one key, so they lie in one partition, whoever sent them.
 */
@NullMarked
package io.postway.skadnetwork;

import org.jspecify.annotations.NullMarked;
