package io.postway.settings;

import io.postway.event.AppToken;
import io.postway.event.LinkToken;
import io.postway.event.Partner;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A tracker link.
 *
 * @param name the first level of the full tracker name
 * @param partner whose traffic it is: this, not the name, makes it BackInApp's; null: nobody's that we forward to
 * @param clickWindowHours how old a click may be at the install, 24 to 720; null: as the app says
 * @param archived whether it has been put away; what it brought stays, new clicks get 404
 */
public record Link(
        LinkToken token,
        AppToken app,
        String name,
        @Nullable Partner partner,
        @Nullable Integer clickWindowHours,
        boolean archived)
        implements Resource {

    public Link {
        Rules.present("token", token);
        Rules.present("app", app);
        Rules.text("name", name);
        Rules.that(!name.contains("::"), "name must not contain ::");
        Rules.hours("click_window_hours", clickWindowHours, 24, 720);
    }

    /** The link's own window, else the app's. */
    public Duration clickWindow(App app) {
        return clickWindowHours == null ? app.clickWindow() : Duration.ofHours(clickWindowHours);
    }
}
