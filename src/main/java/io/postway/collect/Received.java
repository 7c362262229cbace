package io.postway.collect;

import io.postway.event.Parameters;
import io.postway.event.RawBytes;
import io.postway.event.Rejected.RequestLine;
import io.postway.event.Stamp;
import io.postway.http.FormData;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came in, before anything is made of it.
 *
 * @param headers by lower-case name, secrets included: only {@link #safeHeaders} may leave
 * @param body the first bytes of it, up to what the door reads at most
 * @param rawBody the same for keeping
 * @param remoteAddress the connection's other end, or whom one of our proxies speaks for
 */
public record Received(
        Stamp stamp,
        RequestLine line,
        Map<String, String> headers,
        byte[] body,
        RawBytes rawBody,
        String remoteAddress) {

    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }

    /** The media type without its parameters, in lower case; empty: none was sent. */
    public String mediaType() {
        var type = headers.getOrDefault("content-type", "");
        var end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    public Parameters query() {
        return FormData.parse(rawQuery());
    }

    /** The query as it was sent; empty: there was none. */
    public String rawQuery() {
        @Nullable String query = line.query();
        return query == null ? "" : query;
    }

    public Map<String, String> safeHeaders() {
        return Headers.withoutSecrets(headers);
    }

    @Override
    public String toString() {
        return "Received[" + stamp.id() + ", " + line.method() + "]";
    }
}
