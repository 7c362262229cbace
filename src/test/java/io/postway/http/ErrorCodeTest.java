package io.postway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorCodeTest {

    @ParameterizedTest
    @EnumSource
    void everyCodeIsDocumentedWithItsStatus(ErrorCode code) throws IOException {
        var table = Files.readString(Path.of("docs", "errors.md"));

        assertThat(table)
                .contains("| `" + code.wireName() + "` | " + code.status().value() + " |");
    }
}
