package io.postway.attribution;

import io.postway.attribution.Recognised.Kept;
import io.postway.attribution.Result.Erased;
import io.postway.attribution.Result.Told;
import io.postway.event.ActivityKind;
import io.postway.event.Attributed;
import io.postway.event.DeviceDigest;
import io.postway.event.DeviceIds;
import io.postway.event.Environment;
import io.postway.event.Event;
import io.postway.event.Forget;
import io.postway.event.Forgotten;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Erases a device from the state, and writes down what must never come back. */
final class Eraser {

    private final Forget request;
    private final AppState state;

    Eraser(Forget request, AppState state) {
        this.request = request;
        this.state = state;
    }

    /** @param tell makes of a decision what goes out */
    Erased erase(Function<Attributed, Told> tell) {
        var told = new ArrayList<Told>();
        var keys = request.deviceIds().keys().collect(Collectors.toCollection(LinkedHashSet<String>::new));
        for (Environment environment : Environment.values()) {
            for (Kept kept : devices(environment)) {
                kept.device().idKeys().forEach(keys::add);
                told.add(tell.apply(attributed(environment, kept.device())));
                state.devices().forget(request.appToken(), environment, kept);
            }
        }
        return new Erased(forget(allForms(keys)), told);
    }

    private List<Kept> devices(Environment environment) {
        return state.devices()
                .recognise(request.appToken(), environment, request.deviceIds())
                .all();
    }

    /** Events that wait for the device; they must not, any more. */
    List<Event> waiting() {
        return Stream.of(Environment.values())
                .flatMap(environment ->
                        state
                                .waiting()
                                .takeFor(
                                        request.appToken(),
                                        environment,
                                        request.deviceIds().keys())
                                .stream())
                .toList();
    }

    private List<Forgotten> forget(Set<String> ids) {
        state.engagements().forget(request.appToken(), ids, request.receivedAt());
        return ids.stream()
                .map(id -> DeviceDigest.of(request.appToken(), id))
                .map(digest -> {
                    state.erased().add(request.appToken(), digest);
                    return new Forgotten(
                            request.id(), request.receivedAt(), request.settingsVersion(), request.appToken(), digest);
                })
                .toList();
    }

    private static Set<String> allForms(Set<String> ids) {
        return ids.stream().flatMap(DeviceIds::allFormsOf).collect(Collectors.toCollection(LinkedHashSet<String>::new));
    }

    private Attributed attributed(Environment environment, Device device) {
        return new Attributed(
                request.id(),
                request.receivedAt(),
                request.settingsVersion(),
                ActivityKind.GDPR_FORGET_DEVICE,
                request.appToken(),
                environment,
                request.withoutIds(),
                device.remains(),
                null,
                List.of(),
                List.of(),
                List.of());
    }
}
