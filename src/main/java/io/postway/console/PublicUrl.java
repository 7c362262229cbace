package io.postway.console;

import io.postway.runtime.PostwayProperties;

/** The base of every URL that we print, without a slash at its end. */
final class PublicUrl {

    private PublicUrl() {}

    static String base(PostwayProperties postway) {
        var url = postway.publicUrl().toString();
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
