package io.postway.console;

import io.postway.attribution.DeviceReader;
import io.postway.event.AppToken;
import io.postway.event.Attributed.DeviceView;
import io.postway.event.Environment;
import io.postway.runtime.UnavailableException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Devices wherever they are: one instance knows those of an app, and whichever is asked, asks that one. */
final class KnownDevices {

    private final Optional<DeviceReader> here;
    private final Colleagues colleagues;

    /** @param here empty: this instance decides nothing, and knows no device */
    KnownDevices(Optional<DeviceReader> here, Colleagues colleagues) {
        this.here = here;
        this.colleagues = colleagues;
    }

    /** A device and where it lives. */
    record Found(Environment environment, DeviceView device) {}

    /**
     * Who asks, and for what.
     *
     * @param environment null: production, and if there is no such device, the sandbox
     * @param authorization what a colleague would be shown
     * @param isColleague whether another instance asks: it must not be sent on for ever
     */
    record Question(
            AppToken app, String id, @Nullable Environment environment, String authorization, boolean isColleague) {}

    /** @throws UnavailableException if nobody can tell at the moment */
    Optional<Found> find(Question question) {
        var elsewhere = elsewhere(question.app());
        if (elsewhere.isEmpty()) {
            return findHere(question);
        }
        if (question.isColleague()) {
            throw new UnavailableException("the app has moved on");
        }
        var path = List.of("api", "v1", "apps", question.app().value(), "devices", question.id());
        return colleagues.ask(elsewhere, path, question.environment(), question.authorization(), Found.class);
    }

    /** Whom to ask; empty: nobody, the devices are here. */
    private List<URI> elsewhere(AppToken app) {
        return here.map(reader -> reader.elsewhere(app).stream()
                        .map(address -> URI.create("http://" + address))
                        .toList())
                .orElseGet(colleagues::known);
    }

    private Optional<Found> findHere(Question question) {
        var reader = here.orElseThrow(() -> new UnavailableException("no instance that knows devices is known"));
        var environments =
                question.environment() == null ? Stream.of(Environment.values()) : Stream.of(question.environment());
        return environments
                .flatMap(one ->
                        reader.find(question.app(), one, question.id()).map(device -> new Found(one, device)).stream())
                .findFirst();
    }
}
