package io.postway.it;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Requests that no well-behaved client would send. */
final class RawHttp {

    private RawHttp() {}

    /** The answer's status line to a path as it stands here. */
    static String get(String base, String path) throws IOException {
        return send(base, "GET", path, "", "");
    }

    /**
     * The answer's status line.
     *
     * @param headers each with its line's end, one byte a character
     */
    static String send(String base, String method, String path, String headers, String body) throws IOException {
        var uri = URI.create(base);
        try (var socket = new Socket(uri.getHost(), uri.getPort())) {
            var length = body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n";
            var request = method + " " + path + " HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\nConnection: close\r\n"
                    + length + headers + "\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return answer.lines().findFirst().orElse("");
        }
    }
}
