/**
 * The attribution rules once more, as slow and simple as can be, and a market of synthetic devices on which the service
 * has to agree with them. {@link io.postway.market.Reference} is written from {@code docs/attribution.md} alone, reads
 * plain JSON, and shares no code with the stage that it checks.
 */
@org.jspecify.annotations.NullMarked
package io.postway.market;
