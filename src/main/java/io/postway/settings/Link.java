package io.postway.settings;

import io.postway.event.AppToken;
import io.postway.event.LinkToken;
import io.postway.event.Partner;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A tracker link. What is null is as the app says.
 *
 * @param name the first level of the full tracker name
 * @param partner whose traffic it is: this, not the name, makes it BackInApp's; null: nobody's that we forward to
 * @param clickWindowHours this and the next five as in {@link AttributionWindows}
 * @param redirects where its clicks end instead of the app's store pages
 * @param archived whether it has been put away; what it brought stays, new clicks get 404
 */
public record Link(
        LinkToken token,
        AppToken app,
        String name,
        @Nullable Partner partner,
        @Nullable Integer clickWindowHours,
        @Nullable Integer probabilisticClickWindowHours,
        @Nullable Integer impressionWindowHours,
        @Nullable Integer probabilisticImpressionWindowHours,
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
        new AttributionWindows(
                clickWindowHours,
                probabilisticClickWindowHours,
                impressionWindowHours,
                probabilisticImpressionWindowHours,
                reattributionWindowHours,
                inactivityHours);
    }

    /** Its own; what it does not say, its partner's panel and the app do. */
    public AttributionWindows windows() {
        return new AttributionWindows(
                clickWindowHours,
                probabilisticClickWindowHours,
                impressionWindowHours,
                probabilisticImpressionWindowHours,
                reattributionWindowHours,
                inactivityHours);
    }

    /** Where its clicks end; what it does not say, the app does. */
    public StorePages pages(App app) {
        return Objects.requireNonNullElseGet(redirects, StorePages::none).orElse(app.pages());
    }
}
