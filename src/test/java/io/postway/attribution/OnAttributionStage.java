package io.postway.attribution;

import io.postway.event.Activities;
import io.postway.settings.SettingsFixture;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A stage with the shop and its whole panel for each test, after which nothing is left that it has not looked at. */
abstract class OnAttributionStage {

    final SettingsFixture settings = SettingsFixture.shop().with(SettingsFixture.fullPanel());
    final Activities reports = new Activities(settings.latest().version());

    @TempDir
    private Path state;

    AttributionStage stage;

    @BeforeEach
    final void start() {
        stage = AttributionStage.start(settings, state);
    }

    @AfterEach
    final void everythingWasSeenAndTheBooksBalance() {
        stage.assertNothingMore();
        stage.close();
    }
}
