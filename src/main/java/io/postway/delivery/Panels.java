package io.postway.delivery;

import io.postway.event.Callback;
import io.postway.runtime.UnavailableException;
import io.postway.settings.EffectivePanel;
import io.postway.settings.SettingsLog;
import java.time.Duration;

/** What delivery has to know of the panels. */
interface Panels {

    /** As it is now: a secret that was taken back must not sign, whenever the callback was rendered. */
    EffectivePanel of(Callback callback);

    /** Whether those have been read here that {@code callback} was rendered by; waits for a moment. */
    boolean haveReadThoseOf(Callback callback);

    /** Those in the settings log. */
    record InSettings(SettingsLog settings) implements Panels {

        private static final Duration PATIENCE = Duration.ofSeconds(5);

        @Override
        public EffectivePanel of(Callback callback) {
            return settings.latest().backinapp(callback.appToken()).on(callback.platform());
        }

        @Override
        public boolean haveReadThoseOf(Callback callback) {
            try {
                settings.asOf(callback.settingsVersion(), PATIENCE);
                return true;
            } catch (UnavailableException e) {
                return false;
            }
        }
    }
}
