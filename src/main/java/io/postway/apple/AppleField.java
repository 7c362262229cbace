package io.postway.apple;

/** A field that Apple names, and what it may hold. */
interface AppleField {

    /** Apple's name for it, such as {@code ad-network-id}. */
    String wireName();

    Rule rule();
}
