package io.postway.attribution;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.StoreBuilder;

/** What the stage remembers of the apps in its partition. Every key in every store starts with the app's token. */
record AppState(
        Devices devices,
        Engagements engagements,
        TrackerBook trackers,
        CountedReports reports,
        WaitingEvents waiting,
        ErasedDevices erased) {

    static AppState in(ProcessorContext<?, ?> context) {
        return new AppState(
                new Devices(context),
                new Engagements(context),
                new TrackerBook(context),
                new CountedReports(context),
                new WaitingEvents(context),
                new ErasedDevices(context));
    }

    static Set<StoreBuilder<?>> stores() {
        return Stream.of(
                        Devices.stores(),
                        Engagements.stores(),
                        TrackerBook.stores(),
                        CountedReports.stores(),
                        WaitingEvents.stores(),
                        ErasedDevices.stores())
                .flatMap(Collection::stream)
                .collect(Collectors.toUnmodifiableSet());
    }
}
