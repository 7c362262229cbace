package io.postway.it;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Phones that follow a link again and again, each as soon as it has been answered, until they are told to end or nobody
 * answers. Each click can be told from all others by its query.
 */
final class Phones {

    private final List<ConcurrentLinkedQueue<String>> redirected;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean ended;

    private Phones(int number) {
        redirected = IntStream.range(0, number)
                .mapToObj(phone -> new ConcurrentLinkedQueue<String>())
                .toList();
    }

    /** @param name tells their clicks from those of others */
    static Phones follow(Http http, String link, String name, int number) {
        var phones = new Phones(number);
        for (var phone = 0; phone < number; phone++) {
            var own = phone;
            phones.threads.execute(() -> phones.click(http, "/" + link + "?test=" + name, own));
        }
        return phones;
    }

    private void click(Http http, String path, int phone) {
        for (var click = 0; !ended; click++) {
            var address = "%s&phone=%d&click=%d".formatted(path, phone, click);
            var answer = http.tryGet(address);
            if (answer.isEmpty()) {
                return;
            }
            if (answer.get().statusCode() == 302) {
                redirected.get(phone).add(address.substring(address.indexOf('?') + 1));
            }
        }
    }

    /** The queries of all clicks that were redirected, each phone's in their order. */
    List<List<String>> redirected() {
        return redirected.stream().<List<String>>map(ArrayList::new).toList();
    }

    int count() {
        return redirected.stream().mapToInt(ConcurrentLinkedQueue::size).sum();
    }

    /** Returns once no more clicks are under way. */
    void end() {
        ended = true;
        threads.shutdown();
        try {
            if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("a phone still waits for its answer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
