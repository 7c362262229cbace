package io.postway.market;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** All that is known of one app. */
final class AppBook {

    private final Shop shop;
    private final Memory memory;
    private final Set<String> forgotten = new HashSet<>();
    private final Map<String, DeviceBook> byEnvironment =
            Map.of("production", new DeviceBook(), "sandbox", new DeviceBook());
    private final Map<String, Integer> names = new HashMap<>();

    AppBook(Shop shop) {
        this.shop = shop;
        this.memory = new Memory(shop);
    }

    Shop shop() {
        return shop;
    }

    Memory memory() {
        return memory;
    }

    DeviceBook devices(Report report) {
        var environment = report.record().path("environment").asString();
        var book = byEnvironment.get(environment);
        if (book == null) {
            throw new IllegalArgumentException("unknown environment: " + environment);
        }
        return book;
    }

    Stream<DeviceBook> environments() {
        return byEnvironment.values().stream();
    }

    /** A name for a new device, unlike all others. */
    String newName() {
        return shop.token() + "#" + names.merge("devices", 1, Integer::sum);
    }

    boolean isForgotten(Ids ids) {
        return hasForgotten(ids.forms());
    }

    boolean hasForgotten(Set<String> forms) {
        return !Collections.disjoint(forms, forgotten);
    }

    void forget(Ids ids, Instant at) {
        var forms = new LinkedHashSet<>(ids.forms());
        environments().forEach(devices -> forms.addAll(devices.erase(ids.keys())));
        environments().forEach(devices -> devices.eraseWaiting(forms, at));
        memory.forget(forms);
        forgotten.addAll(forms);
    }
}
