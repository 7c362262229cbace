package io.postway.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** A corpus of JSON that parsers disagree about: valid, invalid and in between; none of it is a postback. */
final class JsonTestSuite {

    private JsonTestSuite() {}

    static List<byte[]> bodies() {
        try (var file = JsonTestSuite.class.getResourceAsStream("/json/JSONTestSuite.txt");
                var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return Stream.concat(
                            lines.lines()
                                    .filter(line -> !line.startsWith("#"))
                                    .map(line -> line.substring(line.indexOf(' ') + 1))
                                    .map(Base64.getDecoder()::decode),
                            Stream.of("[".repeat(100_000), "[{\"\":".repeat(50_000) + "\n")
                                    .map(text -> text.getBytes(StandardCharsets.UTF_8)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
