package io.postway.settings;

import io.postway.event.AppToken;
import io.postway.event.LinkToken;
import io.postway.event.Partner;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tracker link. What is null is as the app says.
 *
 * @param name the first level of the full tracker name
 * @param partner whose traffic it is: this, not the name, makes it BackInApp's; null: nobody's that we forward to
 * @param clickWindowHours how old a click may be at the install, 24 to 720
 * @param impressionWindowHours the same for an impression, 1 to 720
 * @param reattributionWindowHours how old an engagement may be at a reattribution, 24 to 720
 * @param inactivityHours how long a user must have been away to be won anew, 0 to 8760
 * @param redirects where its clicks end instead of the app's store pages
 * @param archived whether it has been put away; what it brought stays, new clicks get 404
 */
public record Link(
        LinkToken token,
        AppToken app,
        String name,
        @Nullable Partner partner,
        @Nullable Integer clickWindowHours,
        @Nullable Integer impressionWindowHours,
        @Nullable Integer reattributionWindowHours,
        @Nullable Integer inactivityHours,
        @Nullable StorePages redirects,
        boolean archived)
        implements Resource {

    public Link {
        Rules.present("token", token);
        Rules.present("app", app);
        Rules.text("name", name);
        Rules.that(!name.contains("::"), "name must not contain ::");
        Rules.hours("click_window_hours", clickWindowHours, 24, 720);
        Rules.hours("impression_window_hours", impressionWindowHours, 1, 720);
        Rules.hours("reattribution_window_hours", reattributionWindowHours, 24, 720);
        Rules.hours("inactivity_hours", inactivityHours, 0, 8760);
    }

    public Duration clickWindow(App app) {
        return hours(clickWindowHours).orElseGet(app::clickWindow);
    }

    /** None: impressions win nothing. */
    public Optional<Duration> impressionWindow(App app) {
        return hours(impressionWindowHours).or(app::impressionWindow);
    }

    public Duration reattributionWindow(App app) {
        return hours(reattributionWindowHours).orElseGet(app::reattributionWindow);
    }

    public Duration inactivityPeriod(App app) {
        return hours(inactivityHours).orElseGet(app::inactivityPeriod);
    }

    private static Optional<Duration> hours(@Nullable Integer hours) {
        return Optional.ofNullable(hours).map(Duration::ofHours);
    }

    /** Where its clicks end; what it does not say, the app does. */
    public StorePages pages(App app) {
        return Objects.requireNonNullElseGet(redirects, StorePages::none).orElse(app.pages());
    }
}
