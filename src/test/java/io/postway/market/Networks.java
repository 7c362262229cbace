package io.postway.market;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Networks in CIDR notation. */
record Networks(List<String> cidrs) {

    Networks {
        cidrs = List.copyOf(cidrs);
    }

    /** @param address empty: none is known */
    boolean contain(String address) {
        return !address.isEmpty() && cidrs.stream().anyMatch(cidr -> contains(cidr, address));
    }

    private static boolean contains(String cidr, String address) {
        var parts = cidr.split("/", 2);
        var network = bytes(parts[0]);
        var host = bytes(address);
        var free = network.length * 8 - Integer.parseInt(parts[1]);
        return network.length == host.length
                && new BigInteger(1, network).shiftRight(free).equals(new BigInteger(1, host).shiftRight(free));
    }

    /** Both are literals, so nobody is asked. */
    private static byte[] bytes(String address) {
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(address, e);
        }
    }
}
