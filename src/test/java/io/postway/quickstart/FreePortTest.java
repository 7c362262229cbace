package io.postway.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreePortTest {

    /** Drawn without a memory, five hundred would share a port more often than not: birthdays. */
    @Test
    void nobodyIsToldAPortThatAnotherWasTold() {
        var ports = IntStream.range(0, 500).map(i -> FreePort.any()).boxed().toList();

        assertThat(ports).doesNotHaveDuplicates();
    }
}
