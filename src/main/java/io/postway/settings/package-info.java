/**
 * What operators and marketers set: apps, links, networks and BackInApp's panel; the log of every change, and its fold.
 *
 * <p>A change is proposed by appending it to a log of one partition. Every instance folds that log in order by the same
 * rules, so all of them agree on which proposals hold without locks, leaders or fencing. A version is a position in the
 * log: one more than the offset of the last change that was read.
 */
@NullMarked
package io.postway.settings;

import org.jspecify.annotations.NullMarked;
