package io.postway.collect.visitor;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses as text: never a name, so nothing is ever looked up. */
public final class IpAddress {

    /** What the JDK would take for an IPv4 address is more, such as {@code 1} or {@code 1.2}. */
    private static final Pattern FOUR_PARTS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private static final Pattern WITH_PORT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3}):\\d{1,5}");
    private static final Pattern IN_BRACKETS = Pattern.compile("\\[([^]]*)](?::\\d{1,5})?");

    private IpAddress() {}

    /** IPv4 or IPv6, alone or with a port, as proxies write it; empty: it is neither. */
    public static Optional<InetAddress> parse(String text) {
        var address = IN_BRACKETS
                .matcher(WITH_PORT.matcher(text.strip()).replaceFirst("$1"))
                .replaceFirst("$1");
        if (address.indexOf('%') >= 0
                || (address.indexOf(':') < 0 && !FOUR_PARTS.matcher(address).matches())) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(address));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
