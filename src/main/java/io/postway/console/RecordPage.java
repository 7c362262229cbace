package io.postway.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records of a topic.
 *
 * @param items can be fewer than were asked for, or none, although there are more
 * @param next the cursor of the page after this one; null: there is none now
 */
record RecordPage<V>(List<V> items, @Nullable String next) {

    RecordPage {
        items = List.copyOf(items);
    }
}
