package io.postway.market;

import io.postway.market.Step.Tell;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a step's parameters are when it is taken. */
final class Requests {

    private Requests() {}

    static Map<String, String> withTimes(Tell tell, Instant now) {
        var parameters = new LinkedHashMap<>(tell.parameters());
        tell.times().forEach((name, ago) -> {
            var time = now.minus(ago).truncatedTo(ChronoUnit.MILLIS);
            if (!name.equals("created_at")) {
                parameters.put(name, String.valueOf(time.getEpochSecond()));
            } else if (ago.toMillis() % 2 == 0) {
                parameters.put(name, time.atOffset(ZoneOffset.UTC).toString());
            } else {
                parameters.put("created_at_unix", String.valueOf(time.getEpochSecond()));
            }
        });
        return parameters;
    }

    /** @param clickId of the device's last click; none: it has followed no link itself */
    static Map<String, String> withReftag(Map<String, String> parameters, Optional<String> clickId) {
        var referrer = parameters.getOrDefault("referrer", "");
        if (!referrer.contains(Step.REFTAG)) {
            return parameters;
        }
        var known = new LinkedHashMap<>(parameters);
        clickId.ifPresentOrElse(
                id -> known.put("referrer", referrer.replace(Step.REFTAG, id)), () -> known.remove("referrer"));
        return known;
    }
}
