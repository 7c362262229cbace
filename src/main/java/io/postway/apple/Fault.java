package io.postway.apple;

/**
 * What is wrong with one field of a body.
 *
 * @param rule what the field must be
 * @param value what it was, as JSON, shortened
 */
public record Fault(String field, String rule, String value) {}
