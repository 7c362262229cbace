package io.postway.event;

import org.jspecify.annotations.Nullable;

/**
 * Where a user came from: a link with its sub-levels.
 *
 * @param link the link's token
 * @param name the full name, {@code Network::Campaign::Adgroup::Creative} as far as the levels go
 * @param partner whose traffic it is; null: nobody's that we forward to
 */
public record Tracker(LinkToken link, String name, @Nullable Partner partner) {

    private static final String SEPARATOR = "::";

    /** The full tracker name: a level that has a lower level but no name of its own is {@code unknown}. */
    public static String fullName(String network, Parameters parameters) {
        var campaign = parameters.value("campaign").orElse("");
        var adgroup = parameters.value("adgroup").orElse("");
        var creative = parameters.value("creative").orElse("");
        if (!creative.isEmpty()) {
            return String.join(SEPARATOR, network, orUnknown(campaign), orUnknown(adgroup), creative);
        }
        if (!adgroup.isEmpty()) {
            return String.join(SEPARATOR, network, orUnknown(campaign), adgroup);
        }
        return campaign.isEmpty() ? network : network + SEPARATOR + campaign;
    }

    private static String orUnknown(String level) {
        return level.isEmpty() ? "unknown" : level;
    }
}
