package io.postway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NameLookupsTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final InetAddress ADDRESS = InetAddress.ofLiteral("8.8.8.8");

    private final SlowDirectory directory = new SlowDirectory();

    @AfterEach
    void letGo() {
        directory.answer.countDown();
    }

    @Test
    void anAnswerIsPassedOn() throws UnknownHostException {
        assertThat(new NameLookups(directory, LONG).resolve("quick.example")).containsExactly(ADDRESS);
    }

    @Test
    void whatTheDirectoryDoesNotKnowIsUnknown() {
        assertThatExceptionOfType(UnknownHostException.class)
                .isThrownBy(() -> new NameLookups(directory, LONG).resolve("nobody.example"))
                .withMessage("nobody.example");
    }

    @Test
    void aNameThatIsNotFoundInTimeIsUnknown() {
        var lookups = new NameLookups(directory, Duration.ofMillis(50));

        assertThatExceptionOfType(UnknownHostException.class).isThrownBy(() -> lookups.resolve("slow.example"));
    }

    /** As many wait as a machine would have carriers for, and more. */
    @Test
    void aSlowNameIsLookedUpOnceAndHoldsUpNobodyElse() throws Exception {
        var lookups = new NameLookups(directory, LONG);
        var waiting = Stream.generate(() -> resolveBeside(lookups, "slow.example"))
                .limit(50)
                .toList();
        directory.asked.await();

        assertThat(resolveBeside(lookups, "quick.example")).succeedsWithin(LONG);
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        directory.answer.countDown();

        assertThat(waiting).allSatisfy(one -> assertThat(one).succeedsWithin(LONG));
        assertThat(directory.names).containsOnlyOnce("quick.example").contains("slow.example");
    }

    @Test
    void whoIsInterruptedStaysSo() {
        var lookups = new NameLookups(directory, LONG);
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(UnknownHostException.class).isThrownBy(() -> lookups.resolve("slow.example"));
        assertThat(Thread.interrupted()).isTrue();
    }

    private static CompletableFuture<InetAddress[]> resolveBeside(NameLookups lookups, String host) {
        var answer = new CompletableFuture<InetAddress[]>();
        Thread.ofVirtual().start(() -> {
            try {
                answer.complete(lookups.resolve(host));
            } catch (UnknownHostException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    /** Answers for slow names only when it is let. */
    private static final class SlowDirectory implements DnsResolver {

        private final List<String> names = new CopyOnWriteArrayList<>();
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch answer = new CountDownLatch(1);

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            names.add(host);
            if (host.startsWith("nobody")) {
                throw new UnknownHostException(host);
            }
            if (host.startsWith("slow")) {
                asked.countDown();
                awaitAnswer();
            }
            return new InetAddress[] {ADDRESS};
        }

        private void awaitAnswer() {
            try {
                answer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
