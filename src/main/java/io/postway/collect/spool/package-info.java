/**
 * Where records wait on this instance's disk while Kafka does not take them: written and fsynced before anybody is
 * answered, sent in their order once Kafka is back, and never twice.
 */
@NullMarked
package io.postway.collect.spool;

import org.jspecify.annotations.NullMarked;
