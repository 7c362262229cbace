package io.postway.delivery;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Addresses at which no partner can be: everything that IANA's registries of special addresses (RFC 6890 and its
 * successors) do not call globally reachable, what is no unicast address, and ways to write an IPv4 address as one of
 * IPv6. Of IPv6 only {@code 2000::/3} has been given to the world (RFC 4291), so all else is special.
 */
final class SpecialAddresses {

    private static final String PRIVATE = "a private address";
    private static final String DOCUMENTATION = "an address that is reserved for documentation";
    private static final String EMBEDDED = "an IPv4 address inside an IPv6 one";
    private static final String LINK_LOCAL = "a link-local address, where clouds keep their metadata";
    private static final String LOOPBACK = "a loopback address";
    private static final String MULTICAST = "a multicast address";
    private static final String PROTOCOLS = "an address that is reserved for protocols";
    private static final String RELAY = "an address of a 6to4 relay";
    private static final String RESERVED = "a reserved address";
    private static final String UNSPECIFIED = "an address that means no host";

    /** The first that fits counts. */
    private static final List<Block> IPV4 = List.of(
            Block.of("0.0.0.0", 8, UNSPECIFIED),
            Block.of("10.0.0.0", 8, PRIVATE),
            Block.of("100.64.0.0", 10, "an address that a provider's customers share"),
            Block.of("127.0.0.0", 8, LOOPBACK),
            Block.of("169.254.0.0", 16, LINK_LOCAL),
            Block.of("172.16.0.0", 12, PRIVATE),
            Block.of("192.0.0.0", 24, PROTOCOLS),
            Block.of("192.0.2.0", 24, DOCUMENTATION),
            Block.of("192.88.99.0", 24, RELAY),
            Block.of("192.168.0.0", 16, PRIVATE),
            Block.of("198.18.0.0", 15, "an address that is reserved for benchmarks"),
            Block.of("198.51.100.0", 24, DOCUMENTATION),
            Block.of("203.0.113.0", 24, DOCUMENTATION),
            Block.of("224.0.0.0", 4, MULTICAST),
            Block.of("255.255.255.255", 32, "the broadcast address"),
            Block.of("240.0.0.0", 4, RESERVED));

    /** The same; what is in none of them, nor in {@link #GLOBAL}, is reserved. */
    private static final List<Block> IPV6 = List.of(
            Block.of("::", 128, UNSPECIFIED),
            Block.of("::1", 128, LOOPBACK),
            Block.of("::", 96, EMBEDDED),
            Block.mapped(EMBEDDED),
            Block.of("64:ff9b::", 96, EMBEDDED),
            Block.of("64:ff9b:1::", 48, EMBEDDED),
            Block.of("100::", 64, "an address that discards everything"),
            Block.of("2001::", 32, EMBEDDED),
            Block.of("2001::", 23, PROTOCOLS),
            Block.of("2001:db8::", 32, DOCUMENTATION),
            Block.of("2002::", 16, EMBEDDED),
            Block.of("3fff::", 20, DOCUMENTATION),
            Block.of("fc00::", 7, PRIVATE),
            Block.of("fe80::", 10, LINK_LOCAL),
            Block.of("fec0::", 10, PRIVATE),
            Block.of("ff00::", 8, MULTICAST));

    private static final Block GLOBAL = Block.of("2000::", 3, "");

    private SpecialAddresses() {}

    /** What kind of special address it is, in words such as "a loopback address"; empty: an ordinary one. */
    static Optional<String> kind(InetAddress address) {
        var bytes = address.getAddress();
        return address instanceof Inet4Address
                ? kind(bytes, IPV4)
                : kind(bytes, IPV6).or(() -> GLOBAL.contains(bytes) ? Optional.empty() : Optional.of(RESERVED));
    }

    private static Optional<String> kind(byte[] address, List<Block> blocks) {
        return blocks.stream()
                .filter(block -> block.contains(address))
                .map(Block::kind)
                .findFirst();
    }

    /**
     * All addresses of one family with the same beginning.
     *
     * @param bits how long that is
     */
    private record Block(byte[] first, int bits, String kind) {

        static Block of(String first, int bits, String kind) {
            return new Block(InetAddress.ofLiteral(first).getAddress(), bits, kind);
        }

        /** {@code ::ffff:0:0/96}, which {@link InetAddress} takes for IPv4 where it is written as text. */
        static Block mapped(String kind) {
            var first = new byte[16];
            first[10] = (byte) 0xFF;
            first[11] = (byte) 0xFF;
            return new Block(first, 96, kind);
        }

        boolean contains(byte[] address) {
            int whole = bits / Byte.SIZE;
            for (int i = 0; i < whole; i++) {
                if (address[i] != first[i]) {
                    return false;
                }
            }
            int rest = Byte.SIZE - bits % Byte.SIZE;
            return rest == Byte.SIZE || (address[whole] & 0xFF) >> rest == (first[whole] & 0xFF) >> rest;
        }
    }
}
