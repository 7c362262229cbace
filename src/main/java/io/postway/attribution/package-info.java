/**
 * Decides what an activity is and who gets the credit. One task reads one app's log in order and keeps its devices and
 * recent engagements in local stores; the decision itself is a function of values, and forwarding runs in the same
 * step, so that an attributed record and its callbacks are committed together or not at all.
 */
@NullMarked
package io.postway.attribution;

import org.jspecify.annotations.NullMarked;
