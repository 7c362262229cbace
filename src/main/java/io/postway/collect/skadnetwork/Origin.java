package io.postway.collect.skadnetwork;

import io.postway.event.Postback.Route;
import io.postway.settings.Network;
import java.util.Optional;

/**
 * Where a postback comes from.
 *
 * @param network whose it is; none: none that we know
 */
record Origin(Route route, Optional<Network> network) {

    static Origin forwardedBy(Network network) {
        return new Origin(Route.FORWARDED, Optional.of(network));
    }

    static Origin device() {
        return new Origin(Route.DIRECT, Optional.empty());
    }
}
