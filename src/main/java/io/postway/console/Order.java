package io.postway.console;

/** Which of a topic's records come first: by the time of each, as far as each partition is in that order. */
enum Order {
    NEWEST,
    OLDEST
}
