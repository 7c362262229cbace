package io.postway.collect.visitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class ClientAddressTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // connection | header                              | whose it is
                "203.0.113.9  | -                                   | 203.0.113.9",
                "203.0.113.9  | 198.51.100.1                        | 203.0.113.9",
                "10.0.0.1     | -                                   | 10.0.0.1",
                "10.0.0.1     | 198.51.100.1                        | 198.51.100.1",
                "10.0.0.1     | 1.1.1.1, 198.51.100.1               | 198.51.100.1",
                "10.0.0.1     | 1.1.1.1, 198.51.100.1, 10.0.0.2     | 198.51.100.1",
                "10.0.0.1     | 10.0.0.3, 10.0.0.2                  | 10.0.0.3",
                "10.0.0.1     | 198.51.100.1:4711                   | 198.51.100.1",
                "10.0.0.1     | [2001:db8::1]:4711                  | 2001:db8:0:0:0:0:0:1",
                "10.0.0.1     | evil.example                        | 10.0.0.1",
                "10.0.0.1     | 198.51.100.1, unknown               | 10.0.0.1",
                "2001:db8::9  | 198.51.100.1                        | 198.51.100.1"
            })
    void onlyOurProxiesAreBelieved(String connection, String header, String address) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(connection);
        if (header != null) {
            request.addHeader("X-Forwarded-For", header);
        }

        var ours = new ClientAddress(List.of("10.0.0.0/8", "2001:db8::9"), "X-Forwarded-For");

        assertThat(ours.of(request)).isEqualTo(address);
    }

    @Test
    void aHeaderSentTwiceIsReadToItsEnd() {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr("10.0.0.1");
        request.addHeader("X-Forwarded-For", "1.1.1.1");
        request.addHeader("X-Forwarded-For", "198.51.100.1");

        assertThat(new ClientAddress(List.of("10.0.0.0/8"), "X-Forwarded-For").of(request))
                .isEqualTo("198.51.100.1");
    }

    @Test
    void aProxyThatIsNoAddressIsRefusedAtTheStart() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ClientAddress(List.of("proxy-1"), "X-Forwarded-For"));
    }

    @ParameterizedTest
    @CsvSource({"1", "1.2", "1.2.3.4.5", "256.1.1.1", "localhost", "fe80::1%eth0", "''", "0x7f.1.1.1", "1.2.3.4/8"})
    void whatIsNoAddressIsNone(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }
}
