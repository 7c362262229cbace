package io.postway.delivery;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks names up with patience. The system's resolver waits in native code, where no deadline reaches it, and where a
 * virtual thread keeps its carrier from all others: one partner's dead name server would stop every attempt. So each
 * name has a thread while it is looked up, and whoever asks for it meanwhile waits for the same answer.
 */
final class NameLookups implements DnsResolver {

    private final DnsResolver names;
    private final Duration patience;
    private final ConcurrentMap<String, CompletableFuture<InetAddress[]>> underWay = new ConcurrentHashMap<>();
    /** As many as there are names at once; those that are idle end after a minute. */
    private final Executor threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("delivery-names-", 0).factory());

    /** @param patience after which a name counts as unknown */
    NameLookups(DnsResolver names, Duration patience) {
        this.names = names;
        this.patience = patience;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        try {
            return lookUp(host).get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw unknown(host, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown(host, e);
        }
    }

    private static UnknownHostException unknown(String host, Exception cause) {
        var unknown = new UnknownHostException(host);
        unknown.initCause(cause);
        return unknown;
    }

    private CompletableFuture<InetAddress[]> lookUp(String host) {
        var mine = new CompletableFuture<InetAddress[]>();
        var other = underWay.putIfAbsent(host, mine);
        if (other != null) {
            return other;
        }
        return mine.completeAsync(() -> ask(host), threads).whenComplete((addresses, failure) -> underWay.remove(host));
    }

    private InetAddress[] ask(String host) {
        try {
            return names.resolve(host);
        } catch (UnknownHostException e) {
            throw new CompletionException(e);
        }
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return names.resolveCanonicalHostname(host);
    }
}
