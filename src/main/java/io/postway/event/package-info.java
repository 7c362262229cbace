/**
 * What travels on topics: records, id types and {@link io.postway.event.Topics}. No Spring, no HTTP.
 *
 * <p>Every record carries {@code id}, {@code received_at} and {@code settings_version}, all three given at the door and
 * handed on unchanged, so that whatever a later stage writes can be traced to the request that caused it.
 */
@NullMarked
package io.postway.event;

import org.jspecify.annotations.NullMarked;
