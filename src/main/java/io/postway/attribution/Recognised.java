package io.postway.attribution;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whom the ids of a report lead to.
 *
 * @param device the one that the strongest of them leads to; none: nobody knows any
 * @param adids our id for the device that each of them has led to so far, by the id's key
 */
record Recognised(Optional<Device> device, Map<String, String> adids) {

    Recognised {
        adids = Map.copyOf(adids);
    }

    /** Our ids for the other devices that some of the ids have led to so far. */
    List<String> others() {
        if (adids.size() <= 1) {
            return List.of();
        }
        return adids.values().stream()
                .filter(adid ->
                        device.filter(known -> known.adid().equals(adid)).isEmpty())
                .distinct()
                .sorted()
                .toList();
    }
}
