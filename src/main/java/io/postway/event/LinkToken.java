package io.postway.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Set;

/** The path of a tracker link: 6 to 8 lowercase letters and digits, and never a word that is or may become a path. */
public record LinkToken(@JsonValue String value) {

    private static final Set<String> RESERVED = Set.of(
            "session",
            "sessions",
            "console",
            "sandbox",
            "logout",
            "signin",
            "signout",
            "signup",
            "health",
            "metrics",
            "static",
            "assets",
            "webjars",
            "favicon",
            "robots",
            "sitemap",
            "status",
            "postway",
            "android",
            "events",
            "clicks",
            "install",
            "installs",
            "privacy",
            "support",
            "account",
            "settings",
            "revenue",
            "actuator",
            "openapi",
            "asyncapi",
            "swagger",
            "version",
            "webhook",
            "webhooks",
            "forget",
            "inspect",
            "reports",
            "report",
            "errors");

    @JsonCreator
    public LinkToken {
        Tokens.require(hasForm(value), "a link token is 6 to 8 lowercase letters and digits");
        if (RESERVED.contains(value)) {
            throw new IllegalArgumentException("a link token must not be a reserved word, was: " + value);
        }
    }

    /** Whether {@code text} can be a link's token at all. */
    public static boolean isToken(String text) {
        return hasForm(text) && !RESERVED.contains(text);
    }

    private static boolean hasForm(String text) {
        return Tokens.isLowercase(text, 6, 8);
    }

    @Override
    public String toString() {
        return value;
    }
}
