package io.postway.settings;

import io.postway.event.AppToken;
import io.postway.event.EventToken;
import io.postway.event.Json;
import io.postway.event.SettingsChange;
import io.postway.event.Topics;
import io.postway.settings.App.AppEvent;
import io.postway.settings.Outcome.Applied;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * How long an instance takes to make its settings of the log: {@value #CHANGES} changes of the panels of a hundred
 * apps, from the bytes of their records to the last version. Each round starts from nothing, the first with a cold JVM,
 * as an instance does.
 */
final class SettingsBenchmark {

    private static final int CHANGES = 100_000;
    private static final int APPS = 100;
    private static final int ROUNDS = 5;
    private static final EventToken PURCHASE = new EventToken("ev0001");

    /** Its time on a core is what others on the machine cannot stretch. */
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private SettingsBenchmark() {}

    public static void main(String[] arguments) {
        var log = log();
        System.out.println("| round | seconds | of them on a core | changes/s | heap, MB |");
        System.out.println("|---|---|---|---|---|");
        for (int round = 1; round <= ROUNDS; round++) {
            var ledger = new SettingsLedger();
            var started = System.nanoTime();
            var startedOnCore = THREADS.getCurrentThreadCpuTime();
            fold(log, ledger);
            var seconds = seconds(System.nanoTime() - started);
            var onCore = seconds(THREADS.getCurrentThreadCpuTime() - startedOnCore);
            System.out.println(String.format(
                    Locale.ROOT,
                    "| %d | %.2f | %.2f | %,.0f | %d |",
                    round,
                    seconds,
                    onCore,
                    log.size() / seconds,
                    heapMegabytes()));
            if (ledger.latest().apps().size() != APPS) {
                throw new IllegalStateException("not all was folded");
            }
        }
    }

    private static double seconds(long nanos) {
        return nanos / (double) Duration.ofSeconds(1).toNanos();
    }

    private static void fold(List<byte[]> log, SettingsLedger ledger) {
        var topic = new Topics("postway").settingsLog();
        long offset = 0;
        for (byte[] bytes : log) {
            if (!(ledger.fold(++offset, topic.read(bytes)) instanceof Applied)) {
                throw new IllegalStateException("a change was refused");
            }
        }
    }

    private static List<byte[]> log() {
        var topic = new Topics("postway").settingsLog();
        var log = new ArrayList<byte[]>();
        var versions = new long[APPS];
        for (int i = 0; i < CHANGES; i++) {
            var number = i % APPS;
            var token = new AppToken(String.format(Locale.ROOT, "app%09d", number));
            var change = i < APPS
                    ? change(ResourceKey.app(token), 0, app(token))
                    : change(ResourceKey.backinapp(token), versions[number], panel(i));
            versions[number] = i < APPS ? 0 : i + 1L;
            log.add(topic.write(change));
        }
        return log;
    }

    private static App app(AppToken token) {
        return new App(
                token, "Shop", null, null, null, null, null, null, List.of(new AppEvent(PURCHASE, "Buy", false, true)));
    }

    private static Panel panel(int i) {
        return new Panel(
                true,
                List.of("partner-" + i),
                i % 2 == 0,
                true,
                true,
                Panel.DataScope.ALL,
                Map.of(PURCHASE, "buy-" + i),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static SettingsChange change(ResourceKey<?> key, long expected, Resource value) {
        return new SettingsChange(
                UUID.randomUUID(),
                Instant.now(),
                0,
                UUID.randomUUID(),
                "benchmark",
                key.path(),
                expected,
                Json.MAPPER.<JsonNode>valueToTree(value));
    }

    private static long heapMegabytes() {
        System.gc();
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
    }
}
