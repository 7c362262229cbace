package io.postway.settings;

import io.postway.event.Json;
import io.postway.event.SettingsChange;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A copy of the settings as they stand, to find out what a change would do to them. */
public final class SettingsTrial {

    private static final String AUTHOR = "dry run";

    private final SettingsLedger ledger = new SettingsLedger();

    public SettingsTrial(Settings settings) {
        var standing = Json.MAPPER.createObjectNode();
        settings.all()
                .forEach(revision -> revision.value()
                        .ifPresent(value -> standing.set(revision.path(), Json.MAPPER.<JsonNode>valueToTree(value))));
        propose(standing);
    }

    public Settings latest() {
        return ledger.latest();
    }

    /** What would become of a change to all of {@code resources}. */
    public Outcome propose(ObjectNode resources) {
        var change = new SettingsChange(
                UUID.randomUUID(),
                Instant.now(),
                0,
                UUID.randomUUID(),
                AUTHOR,
                SettingsLedger.EVERYTHING,
                latest().lastChange(),
                resources);
        return ledger.fold(latest().version() + 1, change);
    }
}
