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

    /** Of a level's name more is cut off; the click keeps its parameters whole. */
    private static final int MAX_LEVEL_LENGTH = 256;

    /** The full tracker name: a level that has a lower level but no name of its own is {@code unknown}. */
    public static String fullName(String network, Parameters parameters) {
        return fullName(
                network, level(parameters, "campaign"), level(parameters, "adgroup"), level(parameters, "creative"));
    }

    /** The same of levels by themselves; empty: there is none. */
    public static String fullName(String network, String campaign, String adgroup, String creative) {
        if (!creative.isEmpty()) {
            return String.join(SEPARATOR, network, orUnknown(campaign), orUnknown(adgroup), creative);
        }
        if (!adgroup.isEmpty()) {
            return String.join(SEPARATOR, network, orUnknown(campaign), adgroup);
        }
        return campaign.isEmpty() ? network : network + SEPARATOR + campaign;
    }

    private static String level(Parameters parameters, String name) {
        var level = parameters.value(name).orElse("");
        return level.length() <= MAX_LEVEL_LENGTH ? level : level.substring(0, MAX_LEVEL_LENGTH);
    }

    private static String orUnknown(String level) {
        return level.isEmpty() ? "unknown" : level;
    }
}
