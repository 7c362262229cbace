package io.postway.collect.spool;

import static io.postway.collect.spool.SpooledRecords.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.postway.runtime.UnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

    private static final long SIZE = 64 << 20;
    private static final Instant NOW = SpooledRecords.START.plusSeconds(3600);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @TempDir
    private Path directory;

    private final List<Spool> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(Spool::close);
    }

    @Test
    void anEmptySpoolTakesNothingThatMayGoElsewhere() {
        var spool = open(SIZE);

        assertThat(spool.appendBehindOthers(record(1))).isFalse();
        spool.append(record(1));
        assertThat(spool.appendBehindOthers(record(2))).isTrue();

        assertThat(drain(spool)).isEqualTo(ids(1, 2));
        assertThat(spool.appendBehindOthers(record(3))).isFalse();
        assertThat(spool.bytes()).isZero();
    }

    @Test
    void whatComesWhileAFileIsEmptiedComesAfterIt() throws IOException {
        var spool = open(SIZE);
        spool.append(record(1));
        var first = spool.first(Duration.ZERO).orElseThrow();
        assertThat(spool.sealFirst()).isTrue();
        spool.release();

        spool.append(record(2));

        assertThat(first.read()).extracting(SpooledRecord::id).isEqualTo(ids(1));
        spool.removeFirst();
        assertThat(drain(spool)).isEqualTo(ids(2));
    }

    @Test
    void itGoesOnWhereAnEarlierRunEnded() {
        var earlier = open(SIZE);
        earlier.append(record(1));
        earlier.append(record(2).afterSending());
        earlier.close();

        var spool = open(SIZE);
        spool.append(record(3));

        assertThat(spool.records()).isEqualTo(3);
        assertThat(spool.age()).isEqualTo(Duration.between(record(1).receivedAt(), NOW));
        assertThat(drain(spool)).isEqualTo(ids(1, 2, 3));
        assertThat(meters.counter("postway.collect.spool.found").count()).isEqualTo(2);
    }

    @Test
    void whatAnEarlierRunWasStillWritingIsCutOff() throws IOException {
        var earlier = open(SIZE);
        earlier.append(record(1));
        var whole = earlier.bytes();
        earlier.close();
        Files.write(onlyFile(), new byte[] {0x50, 0x57, 0x53, 0x31, 0, 0}, StandardOpenOption.APPEND);

        var spool = open(SIZE);

        assertThat(Files.size(onlyFile())).isEqualTo(whole);
        assertThat(drain(spool)).isEqualTo(ids(1));
        assertThat(directory).isDirectoryNotContaining("glob:**.damaged");
    }

    @Test
    void aDamagedFileIsKeptAndTheRestOfItIsSent() throws IOException {
        var earlier = open(SIZE);
        earlier.append(record(1));
        earlier.append(record(2));
        earlier.close();
        var bytes = Files.readAllBytes(onlyFile());
        bytes[20] ^= 1;
        Files.write(onlyFile(), bytes);

        assertThat(drain(open(SIZE))).isEqualTo(ids(2));

        assertThat(directory).isDirectoryContaining("glob:**.damaged");
    }

    @Test
    void whatHasBeenTriedIsKnownAfterACrash() throws IOException {
        var earlier = open(SIZE);
        earlier.append(record(1));
        var untried = earlier.first(Duration.ZERO).orElseThrow();
        assertThat(untried.mayHaveSent(record(1))).isFalse();
        assertThat(untried.mayHaveSent(record(1).afterSending())).isTrue();
        untried.tried(NOW);
        earlier.close();

        var tried = open(SIZE).first(Duration.ZERO).orElseThrow();

        assertThat(tried.mayHaveSent(record(1))).isTrue();
        assertThat(tried.lastSent()).contains(NOW);
    }

    @Test
    void aFullSpoolTakesNothingMoreUntilItIsEmptied() {
        var spool = open(16 << 20);
        IntStream.range(0, 3).forEach(number -> spool.append(SpooledRecords.large(number, 5 << 20)));

        assertThat(spool.hasRoom()).isFalse();
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> spool.append(SpooledRecords.large(3, 5 << 20)));

        // The first file took two of them.
        assertThat(spool.sealFirst()).isFalse();
        spool.removeFirst();
        assertThat(spool.records()).isEqualTo(1);
        spool.append(SpooledRecords.large(3, 5 << 20));
        assertThat(drain(spool)).isEqualTo(ids(2, 3));
    }

    @Test
    void withoutRoomNothingIsTaken() {
        var spool = open(0);

        assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> spool.append(record(1)));

        assertThat(spool.hasRoom()).isFalse();
        assertThat(spool.first(Duration.ZERO)).isEmpty();
    }

    @Test
    void whatKafkaWouldNotTakeIsNotTakenEither() {
        var spool = open(SIZE);

        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> spool.append(SpooledRecords.large(1, 8 << 20)));

        assertThat(spool.records()).isZero();
    }

    @Test
    void twoInstancesCannotShareOne() {
        open(SIZE);

        assertThatIllegalStateException().isThrownBy(() -> open(SIZE)).withMessageContaining("postway.data-dir");
    }

    @Test
    void recordsThatComeAtOnceShareAnFsync() {
        var spool = open(SIZE);
        var records = 2_000;
        var start = new CountDownLatch(1);
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var number = 0; number < records; number++) {
                var entry = record(number);
                senders.execute(() -> {
                    awaitUninterrupted(start);
                    spool.append(entry);
                });
            }
            start.countDown();
        }

        assertThat(drain(spool)).hasSize(records).doesNotHaveDuplicates();
        assertThat(meters.counter("postway.collect.spool.spooled").count()).isEqualTo(records);
        assertThat(meters.counter("postway.collect.spool.fsyncs").count()).isBetween(1.0, records / 2.0);
    }

    @Test
    void whatComesWhileTheLastFileIsHandedOverWaitsForIt() {
        var spool = open(SIZE);
        spool.append(record(1));
        assertThat(spool.sealFirst()).isTrue();
        var begun = new AtomicInteger();

        var next = CompletableFuture.supplyAsync(() -> {
            begun.incrementAndGet();
            return spool.appendBehindOthers(record(2));
        });
        await().untilAsserted(() -> assertThat(begun).hasValue(1));
        assertThat(next).isNotDone();
        spool.removeFirst();
        spool.release();

        // It may go to Kafka itself, behind the first.
        assertThat(next).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(false);
    }

    @Test
    void aFileThatMustBeLookedForFirstKeepsNobodyWaiting() {
        var spool = open(SIZE);
        spool.append(record(1).afterSending());

        assertThat(spool.sealFirst()).isFalse();
        assertThat(spool.appendBehindOthers(record(2))).isTrue();
    }

    private Spool open(long bytes) {
        var spool = new Spool(directory, bytes, () -> NOW, new SpoolMetrics(meters));
        opened.add(spool);
        return spool;
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Path onlyFile() throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> Segment.isName(file.toFile().getName()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Takes everything out. */
    private static List<UUID> drain(Spool spool) {
        var found = new ArrayList<UUID>();
        for (var next = spool.first(Duration.ZERO); next.isPresent(); next = spool.first(Duration.ZERO)) {
            spool.sealFirst();
            spool.release();
            try {
                next.get().read().forEach(entry -> found.add(entry.id()));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            spool.removeFirst();
        }
        return found;
    }

    private static List<UUID> ids(int... numbers) {
        return IntStream.of(numbers).mapToObj(number -> record(number).id()).toList();
    }
}
