package io.postway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecialAddressesTest {

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 0.255.255.255, an address that means no host",
        "10.0.0.0, 10.255.255.255, a private address",
        "100.64.0.0, 100.127.255.255, an address that a provider's customers share",
        "127.0.0.0, 127.255.255.255, a loopback address",
        "169.254.0.0, 169.254.255.255, 'a link-local address, where clouds keep their metadata'",
        "172.16.0.0, 172.31.255.255, a private address",
        "192.0.0.0, 192.0.0.255, an address that is reserved for protocols",
        "192.0.2.0, 192.0.2.255, an address that is reserved for documentation",
        "192.88.99.0, 192.88.99.255, an address of a 6to4 relay",
        "192.168.0.0, 192.168.255.255, a private address",
        "198.18.0.0, 198.19.255.255, an address that is reserved for benchmarks",
        "198.51.100.0, 198.51.100.255, an address that is reserved for documentation",
        "203.0.113.0, 203.0.113.255, an address that is reserved for documentation",
        "224.0.0.0, 239.255.255.255, a multicast address",
        "240.0.0.0, 255.255.255.254, a reserved address",
        "255.255.255.255, 255.255.255.255, the broadcast address",
        "::, ::, an address that means no host",
        "::1, ::1, a loopback address",
        "::2, ::ffff:ffff, an IPv4 address inside an IPv6 one",
        "::1:0:0, ::fffe:ffff:ffff, a reserved address",
        "::1:0:0:0, 64:ff9a:ffff:ffff:ffff:ffff:ffff:ffff, a reserved address",
        "64:ff9b::, 64:ff9b::ffff:ffff, an IPv4 address inside an IPv6 one",
        "64:ff9b:1::, 64:ff9b:1:ffff:ffff:ffff:ffff:ffff, an IPv4 address inside an IPv6 one",
        "100::, 100::ffff:ffff:ffff:ffff, an address that discards everything",
        "100:0:0:1::, 1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, a reserved address",
        "2001::, 2001:0:ffff:ffff:ffff:ffff:ffff:ffff, an IPv4 address inside an IPv6 one",
        "2001:1::, 2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff, an address that is reserved for protocols",
        "2001:db8::, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, an address that is reserved for documentation",
        "2002::, 2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff, an IPv4 address inside an IPv6 one",
        "3fff::, 3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff, an address that is reserved for documentation",
        "4000::, fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, a reserved address",
        "fc00::, fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, a private address",
        "fe00::, fe7f:ffff:ffff:ffff:ffff:ffff:ffff:ffff, a reserved address",
        "fe80::, febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 'a link-local address, where clouds keep their metadata'",
        "fec0::, feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, a private address",
        "ff00::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, a multicast address"
    })
    void fromTheFirstToTheLastOfABlock(String first, String last, String kind) {
        assertThat(SpecialAddresses.kind(InetAddress.ofLiteral(first))).contains(kind);
        assertThat(SpecialAddresses.kind(InetAddress.ofLiteral(last))).contains(kind);
    }

    /** Each is the last before a block, the first after one, or somebody whom everybody knows. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0.0.0",
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "172.32.0.1",
                "191.255.255.255",
                "192.0.1.0",
                "192.0.1.1",
                "192.0.1.255",
                "192.0.3.0",
                "192.31.196.1",
                "192.52.193.1",
                "192.88.98.255",
                "192.88.100.0",
                "192.167.255.255",
                "192.169.0.0",
                "192.175.48.1",
                "198.17.255.255",
                "198.20.0.0",
                "198.51.99.255",
                "198.51.101.0",
                "203.0.112.255",
                "203.0.114.0",
                "223.255.255.255",
                "::ffff:8.8.8.8",
                "2000::",
                "2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                "2001:200::",
                "2001:4860:4860::8888",
                "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff",
                "2001:db9::",
                "2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                "2003::",
                "2606:4700:4700::1111",
                "2620:4f:8000::1",
                "3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                "3fff:1000::",
                "3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
            })
    void theWorldIsNotSpecial(String address) {
        assertThat(SpecialAddresses.kind(InetAddress.ofLiteral(address))).isEmpty();
    }

    /** As text and in most answers they become IPv4 by themselves; not so where somebody makes them of bytes. */
    @Test
    void whatIsMappedIsNotTakenForOneOfIpv6() throws UnknownHostException {
        var bytes = HexFormat.of().parseHex("00000000000000000000ffff7f000001");

        assertThat(SpecialAddresses.kind(Inet6Address.getByAddress(null, bytes, -1)))
                .contains("an IPv4 address inside an IPv6 one");
    }
}
