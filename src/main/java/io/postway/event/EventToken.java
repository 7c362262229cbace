package io.postway.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** An in-app event's permanent name in requests: 6 lowercase letters and digits. */
public record EventToken(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9]{6}");

    @JsonCreator
    public EventToken {
        Tokens.require(FORM, value, "an event token is 6 lowercase letters and digits");
    }

    @Override
    public String toString() {
        return value;
    }
}
