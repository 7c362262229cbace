package io.postway.attribution;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whom the ids of a report lead to.
 *
 * @param strongest the one that the strongest of them leads to; none: nobody knows any
 * @param others those that other ids have led to so far, in the order of our ids for them
 */
record Recognised(Optional<Kept> strongest, List<Kept> others) {

    /** @param key the one that it is kept under so far */
    record Kept(Device device, String key) {}

    Recognised {
        others = List.copyOf(others);
    }

    Optional<Device> device() {
        return strongest.map(Kept::device);
    }

    /** Our ids for {@link #others}. */
    List<String> otherAdids() {
        return others.stream().map(other -> other.device().adid()).toList();
    }

    /** All of them, in the same order. */
    List<Kept> all() {
        return Stream.concat(strongest.stream(), others.stream())
                .sorted(Comparator.comparing(kept -> kept.device().adid()))
                .toList();
    }
}
