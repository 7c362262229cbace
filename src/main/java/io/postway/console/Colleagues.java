package io.postway.console;

import io.postway.event.Environment;
import io.postway.event.Json;
import io.postway.runtime.UnavailableException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.util.UriComponentsBuilder;

/** The other instances, asked in the name of whoever asks us: they take the same admin tokens. */
final class Colleagues {

    /** Tells an instance that it must answer by itself. */
    static final String ASKED = "Postway-Asked";

    private static final Logger log = LoggerFactory.getLogger(Colleagues.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final List<URI> known;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /** @param known where instances are that decide, if this one does not */
    Colleagues(List<URI> known) {
        this.known = known;
    }

    List<URI> known() {
        return known;
    }

    /**
     * What the first that answers knows; empty: it knows of no such thing.
     *
     * @throws UnavailableException if none answers
     */
    <T> Optional<T> ask(
            List<URI> instances,
            List<String> path,
            @Nullable Environment environment,
            String authorization,
            Class<T> type) {
        for (URI instance : instances) {
            try {
                var answer = http.send(request(instance, path, environment, authorization), BodyHandlers.ofByteArray());
                if (answer.statusCode() == HttpStatus.NOT_FOUND.value()) {
                    return Optional.empty();
                }
                if (answer.statusCode() == HttpStatus.OK.value()) {
                    return Optional.of(Json.MAPPER.readValue(answer.body(), type));
                }
                log.debug("colleague.refused instance={} status={}", instance, answer.statusCode());
            } catch (IOException e) {
                log.debug("colleague.silent instance={}", instance, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        throw new UnavailableException("no colleague has answered");
    }

    private HttpRequest request(
            URI instance, List<String> path, @Nullable Environment environment, String authorization) {
        var address = UriComponentsBuilder.fromUri(instance).pathSegment(path.toArray(String[]::new));
        if (environment != null) {
            address.queryParam("environment", environment.name().toLowerCase(Locale.ROOT));
        }
        var request = HttpRequest.newBuilder(address.encode().build().toUri())
                .timeout(PATIENCE)
                .header(HttpHeaders.AUTHORIZATION, authorization)
                .GET();
        if (!known.contains(instance)) {
            request.header(ASKED, "1");
        }
        return request.build();
    }
}
