package io.postway.it;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Phones that open an app for the first time, one after the other, on every instance at once, until they are stopped. A
 * phone that gets no answer is not counted: nobody promised it anything.
 */
final class Load {

    private final List<String> apps;
    private final List<Http> instances;
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final ExecutorService phones = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean running;

    Load(List<String> apps, List<Http> instances) {
        this.apps = apps;
        this.instances = instances;
    }

    void start() {
        running = true;
        for (Http instance : instances) {
            for (String app : apps) {
                phones.execute(() -> openForEver(instance, app));
            }
        }
    }

    private void openForEver(Http instance, String app) {
        while (running) {
            var device = new Device(app, "none", UUID.randomUUID().toString().toUpperCase(Locale.ROOT));
            if (device.triesToOpen(instance)) {
                answered.add(device.idfa());
            }
        }
    }

    void stop() {
        running = false;
        phones.close();
    }

    Set<String> answeredInstalls() {
        return answered;
    }
}
