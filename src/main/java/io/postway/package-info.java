/**
 * Postway, an open attribution gateway. The packages are the data's path, in order:
 *
 * <pre>
 *  ad network, phone, app back end
 *        │ HTTP
 *        ▼
 *     collect ──► postway.postbacks ──► (skadnetwork)
 *        ├──────► postway.activities ──► attribution + forwarding ──► postway.attributed
 *        └──────► postway.rejected                      └──────────► postway.callbacks ──► delivery ──► BackInApp
 *
 *     console ──► settings (one log, folded in memory by every stage)
 *     broker, sandbox: the quick start's own Kafka and its own partner
 * </pre>
 *
 * A stage imports {@code event}, {@code settings} and {@code kafka}, never another stage: stages meet on topics.
 */
@NullMarked
package io.postway;

import org.jspecify.annotations.NullMarked;
