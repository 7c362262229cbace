/**
 * From an attributed activity and the partner's panel to callbacks, or the reason why none: functions of values. What a
 * callback says is fixed here, once; delivery only carries it.
 */
@NullMarked
package io.postway.forwarding;

import org.jspecify.annotations.NullMarked;
