package io.postway.it;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/** Requests that no well-behaved client would send. */
final class RawHttp {

    private RawHttp() {}

    /** The answer's status line to a path as it stands here. */
    static String get(String base, String path) throws IOException {
        return send(base, "GET", path, "", "");
    }

    /** The answer's status line. */
    static String send(String base, String method, String path, String headers, String body) throws IOException {
        return exchange(base, method, path, headers, body).lines().findFirst().orElse("");
    }

    /**
     * The whole answer, one character a byte.
     *
     * @param headers each with its line's end, one byte a character
     */
    static String exchange(String base, String method, String path, String headers, String body) throws IOException {
        var uri = URI.create(base);
        try (var socket = new Socket(uri.getHost(), uri.getPort())) {
            var length = body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n";
            var request = method + " " + path + " HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\nConnection: close\r\n"
                    + length + headers + "\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** The value of a header of a whole answer; empty: it has none. */
    static Optional<String> header(String answer, String name) {
        return head(answer)
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    /** The lines before the body. */
    static Stream<String> head(String answer) {
        return Stream.of(answer.split("\r\n\r\n", 2)[0].split("\r\n", -1));
    }

    /** 0: nobody answered, or in no form of HTTP that has one. */
    static int status(String answer) {
        return !answer.startsWith("HTTP/1.") ? 0 : Integer.parseInt(answer.split(" ", 3)[1]);
    }

    static String body(String answer) {
        return answer.split("\r\n\r\n", 2)[1];
    }
}
