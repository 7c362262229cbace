/**
 * Postway, an open attribution gateway. The packages are the data's path, in order:
 *
 * <pre>
 *  ad network, phone, app back end
 *        │ HTTP
 *        ▼
 *     collect ──► postway.postbacks ──► skadnetwork ──► postway.skan-activities
 *        ├──────► postway.activities ──► attribution + forwarding ──► postway.attributed
 *        └──────► postway.rejected                      ├──────────► postway.callbacks ──► delivery ──► BackInApp
 *                                                       ├──────────► postway.trackers ──► trackers
 *                                                       └──────────► postway.forgotten ─► forgotten
 *
 *     console ──► settings (one log, folded in memory by every stage)
 *     trackers (links and sub-levels that engagements came by, folded likewise; collect and console ask)
 *     forgotten (devices that were erased, folded likewise; collect and delivery ask)
 *     quickstart: an embedded Kafka, the demo's settings and a partner of our own
 * </pre>
 *
 * Below all of them: {@code event} (what travels), {@code apple} (what Apple sends and signs), {@code runtime} and
 * {@code http}. A stage imports {@code settings} and these, never another stage: stages meet on topics.
 */
@NullMarked
package io.postway;

import org.jspecify.annotations.NullMarked;
