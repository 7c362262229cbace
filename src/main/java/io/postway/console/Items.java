package io.postway.console;

import java.util.List;

/** A collection's body: an object, so that it can grow. */
record Items<T>(List<T> items) {

    Items {
        items = List.copyOf(items);
    }
}
