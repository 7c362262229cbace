package io.postway.collect;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Who answers for a request that is refused.
 *
 * @param name tells it from others
 * @param isStranger whether anybody could be it
 */
public record Source(String name, boolean isStranger) {

    private static final int PREFIX_BYTES = 8;

    /** Somebody whom we gave a secret. */
    public static Source known(String name) {
        return new Source(name, false);
    }

    /** Somebody of whom we know the address: IPv4, or the /64 of IPv6, all addresses of which a single machine has. */
    public static Source stranger(String address) {
        return new Source(network(address), true);
    }

    private static String network(String address) {
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address wide
                    ? HexFormat.of().formatHex(Arrays.copyOf(wide.getAddress(), PREFIX_BYTES)) + "::/64"
                    : address;
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
