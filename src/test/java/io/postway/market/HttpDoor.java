package io.postway.market;

import io.postway.it.Http;
import io.postway.market.Market.LifeOf;
import io.postway.market.Step.Forget;
import io.postway.market.Step.Hit;
import io.postway.market.Step.Request;
import io.postway.market.Step.Tell;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Lives a market's lives over HTTP: many devices at once, each of which sends its next request once it has an answer. A
 * request without an answer is sent again, to another instance if there is one; it may be on the topic twice then.
 */
final class HttpDoor {

    private static final int DEVICES_AT_ONCE = 48;
    private static final int ATTEMPTS = 60;
    private static final int UNAVAILABLE = 503;

    private static final String BOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
    private static final Pattern REFTAG = Pattern.compile("adjust_reftag%3D([0-9a-f-]{36})");

    private final List<Http> instances;
    private final Map<String, String> bearers;
    private final Map<Integer, AtomicInteger> answers = new ConcurrentHashMap<>();

    /** @param bearers the token of each app's back end */
    HttpDoor(List<Http> instances, Map<String, String> bearers) {
        this.instances = new CopyOnWriteArrayList<>(instances);
        this.bearers = bearers;
    }

    void add(Http instance) {
        instances.add(instance);
    }

    void remove(Http instance) {
        instances.remove(instance);
    }

    /** How often each status was answered. */
    Map<Integer, Integer> answers() {
        return answers.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().get()));
    }

    int answered() {
        return answers.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    /** Returns when all have lived. */
    void live(List<LifeOf> lives) {
        var places = new Semaphore(DEVICES_AT_ONCE);
        try (var devices = Executors.newVirtualThreadPerTaskExecutor()) {
            for (LifeOf life : lives) {
                places.acquireUninterruptibly();
                devices.execute(() -> {
                    try {
                        live(life);
                    } finally {
                        places.release();
                    }
                });
            }
        }
    }

    private void live(LifeOf life) {
        var lastClick = Optional.<String>empty();
        for (Step step : life.steps()) {
            var answer = send(step.request(), life, lastClick);
            var click = click(answer);
            lastClick = click.isPresent() ? click : lastClick;
        }
    }

    /** The id that a click to Play brings with it. */
    private static Optional<String> click(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Location")
                .map(REFTAG::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1));
    }

    private HttpResponse<String> send(Request request, LifeOf life, Optional<String> lastClick) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var instance = instances.get(ThreadLocalRandom.current().nextInt(instances.size()));
            var answer = instance.trySend(build(instance, request, life, lastClick));
            if (answer.isPresent() && answer.get().statusCode() != UNAVAILABLE) {
                answers.computeIfAbsent(answer.get().statusCode(), status -> new AtomicInteger())
                        .incrementAndGet();
                return answer.get();
            }
        }
        throw new IllegalStateException("nobody answers " + request);
    }

    private HttpRequest.Builder build(Http instance, Request request, LifeOf life, Optional<String> lastClick) {
        return switch (request) {
            case Hit hit -> hit(instance, hit);
            case Tell tell -> {
                var parameters = Requests.withReftag(Requests.withTimes(tell, Instant.now()), lastClick);
                yield post(instance, "/" + tell.path(), parameters, life);
            }
            case Forget forget -> post(instance, "/gdpr_forget_device", forget.parameters(), life);
        };
    }

    private static HttpRequest.Builder hit(Http instance, Hit hit) {
        var path = (hit.click() ? "/" : "/impression/") + hit.link() + "?" + form(hit.parameters());
        var request = instance.request(path).GET();
        return hit.isServers()
                ? request
                : request.header("User-Agent", hit.bot() ? BOT : hit.visitor().userAgent())
                        .header("X-Forwarded-For", hit.visitor().address());
    }

    private HttpRequest.Builder post(Http instance, String path, Map<String, String> parameters, LifeOf life) {
        return instance.request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", "Bearer " + bearers.get(life.shop().token()))
                .POST(BodyPublishers.ofString(form(parameters)));
    }

    private static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
