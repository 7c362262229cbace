package io.postway.collect;

import io.postway.collect.visitor.ClientAddress;
import io.postway.event.RawBytes;
import io.postway.event.Rejected.RequestLine;
import io.postway.event.Sha256;
import io.postway.runtime.Stamps;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads a request once and whole, within bounds. */
final class RequestReader {

    /** A sender of more than this is cut off: nobody needs its length or digest any more. */
    private static final long MAX_READ_BYTES = 16L << 20;

    private static final int BUFFER_BYTES = 16 * 1024;

    private final Stamps stamps;
    private final ClientAddress address;

    RequestReader(Stamps stamps, ClientAddress address) {
        this.stamps = stamps;
        this.address = address;
    }

    /**
     * @param maxBodyBytes how much of the body the door can use; the rest only counts for length and digest
     * @throws IOException if the sender breaks off
     */
    Received read(HttpServletRequest request, int maxBodyBytes) throws IOException {
        var stamp = stamps.next();
        var kept = new ByteArrayOutputStream();
        var digest = Sha256.digest();
        long length = 0;
        var buffer = new byte[BUFFER_BYTES];
        InputStream body = request.getInputStream();
        for (int n = body.read(buffer); n >= 0 && length <= MAX_READ_BYTES; n = body.read(buffer)) {
            digest.update(buffer, 0, n);
            length += n;
            kept.write(buffer, 0, Math.clamp(maxBodyBytes - kept.size(), 0, n));
        }
        var bytes = kept.toByteArray();
        var raw = length <= RawBytes.MAX_BYTES
                ? new RawBytes(bytes, length, null)
                : new RawBytes(prefix(bytes), length, Sha256.hex(digest.digest()));
        var line = new RequestLine(request.getMethod(), request.getRequestURI(), request.getQueryString());
        return new Received(stamp, line, Headers.of(request), bytes, raw, address.of(request));
    }

    private static byte[] prefix(byte[] bytes) {
        return Arrays.copyOf(bytes, Math.min(bytes.length, RawBytes.MAX_BYTES));
    }
}
