package io.postway.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** An in-app event's permanent name in requests: 6 lowercase letters and digits. */
public record EventToken(@JsonValue String value) {

    @JsonCreator
    public EventToken {
        Tokens.require(Tokens.isLowercase(value, 6, 6), "an event token is 6 lowercase letters and digits");
    }

    @Override
    public String toString() {
        return value;
    }
}
