package io.postway.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** An app's public name in requests: 12 lowercase letters and digits. */
public record AppToken(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9]{12}");

    @JsonCreator
    public AppToken {
        Tokens.require(FORM, value, "an app token is 12 lowercase letters and digits");
    }

    @Override
    public String toString() {
        return value;
    }
}
