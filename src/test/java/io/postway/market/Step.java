package io.postway.market;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing that happens in the life of a synthetic device.
 *
 * @param pause since the step before; counts in virtual time alone
 */
record Step(Duration pause, Request request) {

    /** Stands where the id of the device's last own click has to be; without such a click its parameter is left out. */
    static final String REFTAG = "{reftag}";

    /** What somebody sends. */
    sealed interface Request {

        Map<String, String> parameters();
    }

    /**
     * A hit on a link.
     *
     * @param parameters with {@code s2s=1} if a server reports it
     * @param visitor who is there
     * @param bot whether it is a program's
     */
    record Hit(boolean click, String link, Map<String, String> parameters, Traits visitor, boolean bot)
            implements Request {

        Hit {
            parameters = copy(parameters);
        }

        boolean isServers() {
            return parameters.containsKey("s2s");
        }
    }

    /**
     * A session or event.
     *
     * @param path {@code session} or {@code event}
     * @param times parameters that are times, as how long before it is sent; negative: later than that
     */
    record Tell(String path, Map<String, String> parameters, Map<String, Duration> times) implements Request {

        Tell {
            parameters = copy(parameters);
            times = Collections.unmodifiableMap(new LinkedHashMap<>(times));
        }
    }

    /** An erasure. */
    record Forget(Map<String, String> parameters) implements Request {

        Forget {
            parameters = copy(parameters);
        }
    }

    private static Map<String, String> copy(Map<String, String> parameters) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
}
