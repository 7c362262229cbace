package io.postway.event;

import java.util.Locale;

/** What an install can be credited to. */
public enum EngagementKind {
    CLICK,
    IMPRESSION;

    public static EngagementKind of(Engagement engagement) {
        return switch (engagement) {
            case Click click -> CLICK;
            case Impression impression -> IMPRESSION;
        };
    }

    /** As records and metrics name it, such as {@code click}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
