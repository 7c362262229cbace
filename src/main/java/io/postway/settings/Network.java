package io.postway.settings;

import io.postway.event.NetworkToken;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An ad network that posts SKAdNetwork postbacks.
 *
 * @param token its path and only credential
 * @param adNetworkIds the ids that its postbacks carry; others are accepted and flagged
 */
public record Network(
        NetworkToken token, String name, @Nullable Set<String> adNetworkIds) implements Resource {

    public Network {
        Rules.present("token", token);
        Rules.text("name", name);
        adNetworkIds = adNetworkIds == null ? Set.of() : Rules.sorted("ad_network_ids", adNetworkIds);
        adNetworkIds.forEach(id -> Rules.text("ad_network_ids", id));
    }

    /** Whether a postback with this id is expected from the network; the case is Apple's, not the sender's. */
    public boolean owns(String adNetworkId) {
        return adNetworkIds != null && adNetworkIds.stream().anyMatch(adNetworkId::equalsIgnoreCase);
    }
}
