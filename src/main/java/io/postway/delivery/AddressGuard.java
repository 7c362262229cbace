package io.postway.delivery;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/**
 * Resolves names, and refuses those that lead anywhere but into the world: whoever may set an endpoint must not be able
 * to make us talk to our neighbours. It stands where the connection is made, which goes to the addresses that were
 * judged and no others, so a name that changes its address gains nothing. One forbidden address forbids the name.
 */
final class AddressGuard implements DnsResolver {

    /** Some program takes it for a number: no top-level domain begins with a digit. */
    private static final Pattern NUMBER = Pattern.compile("(?:.*\\.)?[0-9][^.]*\\.*");

    private final DnsResolver names;
    private final Function<InetAddress, Optional<String>> kinds;
    private final @Nullable HttpHost proxy;

    /** @param proxy may be anywhere, being trusted; null: there is none */
    AddressGuard(DnsResolver names, @Nullable HttpHost proxy) {
        this(names, SpecialAddresses::kind, proxy);
    }

    /** @param kinds of special addresses, in words; empty: anybody may be there */
    AddressGuard(DnsResolver names, Function<InetAddress, Optional<String>> kinds, @Nullable HttpHost proxy) {
        this.names = names;
        this.kinds = kinds;
        this.proxy = proxy;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        refuseWhatIsAmbiguous(host);
        var addresses = names.resolve(host);
        if (addresses == null || addresses.length == 0) {
            throw new UnknownHostException(host);
        }
        var forbidden = Arrays.stream(addresses)
                .flatMap(address -> kinds.apply(address).stream())
                .findFirst();
        if (forbidden.isPresent()) {
            throw new ForbiddenAddressException(host, forbidden.get());
        }
        return addresses;
    }

    /** 0177.0.0.1 is 177.0.0.1 for the JDK and 127.0.0.1 for others, a proxy among them. */
    private static void refuseWhatIsAmbiguous(String host) throws ForbiddenAddressException {
        if (host.indexOf('%') >= 0) {
            throw new ForbiddenAddressException(host, "an address with a zone, which only our own networks have");
        }
        if (host.indexOf(':') < 0 && NUMBER.matcher(host).matches() && !isUsualForm(host)) {
            throw new ForbiddenAddressException(host, "an address in an ambiguous form");
        }
    }

    private static boolean isUsualForm(String host) {
        try {
            return InetAddress.ofLiteral(host).getHostAddress().equals(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        var isProxy = proxy != null && proxy.getHostName().equals(host) && proxy.getPort() == port;
        return isProxy ? names.resolve(host, port) : DnsResolver.super.resolve(host, port);
    }

    /** Judges a host that a proxy will connect to. A name that is unknown here is the proxy's to resolve. */
    void judgeBehindProxy(String host) throws ForbiddenAddressException {
        try {
            resolve(host);
        } catch (ForbiddenAddressException e) {
            throw e;
        } catch (UnknownHostException e) {
            // The proxy may know it, and is trusted not to connect us to our own network.
        }
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return names.resolveCanonicalHostname(host);
    }

    /** The name leads where nobody may make us go. */
    static final class ForbiddenAddressException extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        private final String refusal;

        ForbiddenAddressException(String host, String kind) {
            super(host);
            this.refusal = host + " leads to " + kind;
        }

        /** In words, for whoever asks why nothing was sent. */
        String refusal() {
            return refusal;
        }
    }
}
