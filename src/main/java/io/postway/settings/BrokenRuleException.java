package io.postway.settings;

/** A resource breaks a rule. The message begins with the name of a field of the object that is at fault. */
final class BrokenRuleException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    BrokenRuleException(String message) {
        super(message);
    }
}
