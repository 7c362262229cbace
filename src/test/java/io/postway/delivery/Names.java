package io.postway.delivery;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.apache.hc.client5.http.DnsResolver;

/** A directory of names that says what it is told to say, one answer after the other. */
final class Names implements DnsResolver {

    private final Queue<InetAddress[]> answers = new ArrayDeque<>();

    private Names() {}

    /** Knows nobody. */
    static Names none() {
        return new Names();
    }

    /** Says this when it is asked next, and whatever is added after it when it is asked again. */
    Names then(String... addresses) {
        answers.add(List.of(addresses).stream().map(InetAddress::ofLiteral).toArray(InetAddress[]::new));
        return this;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var answer = answers.poll();
        if (answer == null) {
            throw new UnknownHostException(host);
        }
        return answer;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
