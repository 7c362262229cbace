package io.postway.collect;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** Whom an address belongs to, as far as one can tell from it. */
final class Sources {

    private static final int PREFIX_BYTES = 8;

    private Sources() {}

    /** An IPv4 address, or the /64 of an IPv6 one: a single machine has all addresses of that. */
    static String network(String address) {
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address wide
                    ? HexFormat.of().formatHex(Arrays.copyOf(wide.getAddress(), PREFIX_BYTES)) + "::/64"
                    : address;
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
