package io.postway;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every source file looks the way the formatter writes it. A test, not a Maven plugin: the formatter parses with the
 * compiler of the JVM that it runs in, and Maven's own may be older than our language.
 *
 * <p>{@code mvn test -Dtest=FormattingTest -Dpostway.format=write} writes the files anew.
 */
class FormattingTest {

    private static final boolean WRITE = "write".equals(System.getProperty("postway.format"));

    private final Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .formatJavadoc(true)
            .build());

    @Test
    void everySourceFileIsFormatted() throws IOException, FormatterException {
        var unformatted = new ArrayList<Path>();
        for (Path file : sources()) {
            var source = Files.readString(file);
            var formatted = formatter.formatSourceAndFixImports(source);
            if (!formatted.equals(source)) {
                unformatted.add(file);
                writeIfAsked(file, formatted);
            }
        }
        if (!WRITE) {
            assertThat(unformatted)
                    .as("run: mvn test -Dtest=FormattingTest -Dpostway.format=write")
                    .isEmpty();
        }
    }

    private static void writeIfAsked(Path file, String formatted) throws IOException {
        if (WRITE) {
            Files.writeString(file, formatted);
        }
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }
}
