package io.postway.delivery;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Resolves names, and refuses addresses inside our own network: whoever may set an endpoint must not be able to make us
 * talk to our neighbours. It stands where the connection is made, so a name that changes its address gains nothing.
 */
final class AddressGuard implements DnsResolver {

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var addresses = SystemDefaultDnsResolver.INSTANCE.resolve(host);
        if (Arrays.stream(addresses).anyMatch(AddressGuard::isForbidden)) {
            throw new ForbiddenAddressException(host);
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
    }

    static boolean isForbidden(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || isSpecial(address.getAddress(), address instanceof Inet6Address);
    }

    /** What {@link InetAddress} has no word for: RFC 6598, 6890, 4193, 6052, 3056 and 4380. */
    private static boolean isSpecial(byte[] bytes, boolean isV6) {
        int first = bytes[0] & 0xFF;
        int second = bytes[1] & 0xFF;
        if (isV6) {
            var isUniqueLocal = (first & 0xFE) == 0xFC;
            var isTranslated = first == 0x00 || (first == 0x20 && second == 0x02);
            var isTeredo = first == 0x20 && second == 0x01 && bytes[2] == 0 && bytes[3] == 0;
            return isUniqueLocal || isTranslated || isTeredo;
        }
        var isShared = first == 100 && second >= 64 && second <= 127;
        var isBenchmark = first == 198 && (second == 18 || second == 19);
        var isProtocol = first == 192 && second == 0 && bytes[2] == 0;
        return first == 0 || first >= 240 || isShared || isBenchmark || isProtocol;
    }

    /** The name leads into our own network. */
    static final class ForbiddenAddressException extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        private final String refusal;

        ForbiddenAddressException(String host) {
            super(host);
            this.refusal = host + " leads into a network that is not public";
        }

        /** In words, for whoever asks why nothing was sent. */
        String refusal() {
            return refusal;
        }
    }
}
