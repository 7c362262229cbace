package io.postway.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** An app's public name in requests: 12 lowercase letters and digits. */
public record AppToken(@JsonValue String value) {

    @JsonCreator
    public AppToken {
        Tokens.require(Tokens.isLowercase(value, 12, 12), "an app token is 12 lowercase letters and digits");
    }

    @Override
    public String toString() {
        return value;
    }
}
