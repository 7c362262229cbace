package io.postway.console;

import io.postway.http.ErrorCode;
import io.postway.http.ProblemException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The version that a change's author has seen, from {@code If-Match}.
 *
 * @param version -1: whatever stands there
 */
record Precondition(long version) {

    private static final Precondition ANY = new Precondition(-1);
    private static final Pattern ETAG = Pattern.compile("\"([0-9]{1,18})\"");

    /** @throws ProblemException if there is none, or it is no ETag of ours */
    static Precondition parse(@Nullable String ifMatch) {
        if (ifMatch == null) {
            throw new ProblemException(ErrorCode.VERSION_REQUIRED, "Send If-Match with the ETag that you read.");
        }
        if (ifMatch.strip().equals("*")) {
            return ANY;
        }
        var etag = ETAG.matcher(ifMatch.strip());
        if (!etag.matches()) {
            throw new ProblemException(ErrorCode.STALE_VERSION, "If-Match is no ETag of ours.");
        }
        return new Precondition(Long.parseLong(etag.group(1)));
    }

    static String etag(long version) {
        return "\"" + version + "\"";
    }

    boolean isAny() {
        return version < 0;
    }
}
