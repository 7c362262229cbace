package io.postway.runtime;

import java.time.Instant;
import java.util.Locale;

/** Parts of keys that sort and cannot be confused, for stores whose keys have several parts between bars. */
public final class StoreKeys {

    private StoreKeys() {}

    /** What strangers write, with the bar escaped: otherwise a text could be made that reads like several parts. */
    public static String escape(String text) {
        return text.replace("%", "%25").replace("|", "%7C");
    }

    /** Milliseconds in a width that sorts as time does. */
    public static String sortable(Instant time) {
        return String.format(Locale.ROOT, "%015d", time.toEpochMilli());
    }
}
