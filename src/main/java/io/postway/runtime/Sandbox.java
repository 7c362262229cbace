package io.postway.runtime;

import java.net.URI;

/** The quick start's own partner: where callbacks go that have no other place. */
public interface Sandbox {

    /** Its address; known once the web server runs. */
    URI endpoint();
}
