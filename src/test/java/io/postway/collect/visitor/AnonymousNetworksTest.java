package io.postway.collect.visitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnonymousNetworksTest {

    private static final AnonymousNetworks NETWORKS = AnonymousNetworks.of(List.of(
            "# exits of Tor",
            "",
            "203.0.113.0/24   # a data centre",
            "198.51.100.7",
            "192.0.2.128/25",
            "2001:db8:1::/48",
            "2001:db8:2::1"));

    @ParameterizedTest
    @CsvSource({
        "203.0.113.0, true",
        "203.0.113.255, true",
        "203.0.112.255, false",
        "203.0.114.0, false",
        "198.51.100.7, true",
        "198.51.100.8, false",
        "192.0.2.127, false",
        "192.0.2.128, true",
        "192.0.2.255, true",
        "2001:db8:1::, true",
        "2001:db8:1:ffff:ffff:ffff:ffff:ffff, true",
        "2001:db8:2::1, true",
        "2001:db8:2::2, false",
        "::ffff:203.0.113.9, true",
        "nonsense, false"
    })
    void anAddressIsInsideOrNot(String address, boolean inside) {
        assertThat(NETWORKS.contain(address)).isEqualTo(inside);
    }

    @Test
    void whoSaysNoAddressIsNotAnonymous() {
        assertThat(NETWORKS.contain(null)).isFalse();
    }

    @Test
    void withoutAFileThereAreNone() {
        assertThat(AnonymousNetworks.read(null).contain("203.0.113.1")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "203.0.113.0/33", "203.0.113.0/x", "203.0.113", "2001:db8::/129", "/24"})
    void aLineThatIsNoneIsNamed(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AnonymousNetworks.of(List.of("203.0.113.0/24", line)))
                .withMessageContaining("line 2")
                .withMessageContaining(line);
    }

    @Test
    void aFileThatCannotBeReadIsNamed() {
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> AnonymousNetworks.read(Path.of("no-such-file")))
                .withMessageContaining("no-such-file");
    }
}
