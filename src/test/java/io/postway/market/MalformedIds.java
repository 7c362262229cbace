package io.postway.market;

import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Advertising ids that are none. */
final class MalformedIds {

    private static final String UUID = "[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}";

    private static final Map<String, String> FORMS = Stream.concat(
                    Stream.of("idfa", "gps_adid", "fire_adid", "rida", "vida", "tifa")
                            .map(type -> Map.entry(type, UUID)),
                    Stream.of(Map.entry("oaid", "[0-9a-fA-F-]{16,64}"), Map.entry("win_adid", "[0-9a-fA-F]{32}")))
            .collect(Collectors.toMap(Entry::getKey, Entry::getValue));

    private MalformedIds() {}

    static boolean areIn(Ids ids) {
        return ids.byType().entrySet().stream()
                .anyMatch(id -> !id.getValue().matches(FORMS.getOrDefault(id.getKey(), "(?s).*")));
    }
}
