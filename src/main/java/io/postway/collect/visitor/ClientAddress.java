package io.postway.collect.visitor;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * Whose connection it is. A proxy's word is taken for the address behind it, if the proxy is one of ours: otherwise
 * anybody could claim to be anywhere.
 */
public final class ClientAddress {

    private final List<IpAddressMatcher> proxies;
    private final String header;

    /**
     * @param proxies addresses and networks (CIDR) of those whose word counts
     * @param header where they write whom they speak for; of several addresses each proxy has added the last
     * @throws IllegalArgumentException if one of {@code proxies} is neither
     */
    public ClientAddress(List<String> proxies, String header) {
        this.proxies = proxies.stream().map(IpAddressMatcher::new).toList();
        this.header = header;
    }

    /** Never a name: nothing is looked up. */
    public static boolean isAddressOrNetwork(String text) {
        var parts = text.split("/", 2);
        return IpAddress.parse(parts[0]).isPresent() && (parts.length == 1 || parts[1].matches("\\d{1,3}"));
    }

    /** As text that is no name. */
    public String of(HttpServletRequest request) {
        var address = request.getRemoteAddr();
        if (proxies.isEmpty()) {
            return address;
        }
        var hops =
                String.join(",", Collections.list(request.getHeaders(header))).split(",", -1);
        for (int i = hops.length - 1; i >= 0 && isOurs(address); i--) {
            Optional<String> hop = IpAddress.parse(hops[i]).map(InetAddress::getHostAddress);
            if (hop.isEmpty()) {
                return address;
            }
            address = hop.get();
        }
        return address;
    }

    private boolean isOurs(String address) {
        return proxies.stream().anyMatch(proxy -> proxy.matches(address));
    }
}
