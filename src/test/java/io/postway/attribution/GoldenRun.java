package io.postway.attribution;

import static io.postway.attribution.AttributionStage.TOPICS;

import io.postway.event.Activities;
import io.postway.event.Activity;
import io.postway.event.Callback;
import io.postway.event.Callback.Method;
import io.postway.event.Environment;
import io.postway.event.EventToken;
import io.postway.event.InstallReferrer;
import io.postway.event.Partner;
import io.postway.event.Revenue;
import io.postway.event.Tracker;
import io.postway.forwarding.ShippedTemplate;
import io.postway.settings.Panel;
import io.postway.settings.SettingsFixture;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that BackInApp can hear of, once on iOS and once on Android, through the real stage with the template that
 * is shipped. Ids follow from times, and all times are fixed: it says the same each time.
 */
final class GoldenRun implements AutoCloseable {

    private static final String USER = "user";
    private static final String ORGANIC_USER = "organic user";
    private static final String REJECTED_USER = "rejected user";

    private final SequencedMap<String, Callback> callbacks = new LinkedHashMap<>();
    private final AttributionStage stage;
    private final Activities reports;

    private GoldenRun(Method method, Path state) {
        var settings = SettingsFixture.shop().with(panel(method));
        this.stage = AttributionStage.start(settings, ShippedTemplate.read(), state);
        this.reports = new Activities(settings.latest().version());
    }

    /** The callbacks by system and what they tell, such as {@code ios-install}. */
    static SequencedMap<String, Callback> callbacks(Method method, Path state) {
        try (var run = new GoldenRun(method, state)) {
            Stream.of(GoldenPhone.values()).forEach(run::live);
            return run.callbacks;
        }
    }

    /** The install of a phone of which nothing but an id is reported, and that nobody has brought. */
    static Callback ofAStranger(Path state) {
        try (var run = new GoldenRun(Method.GET, state)) {
            var phone = GoldenPhone.IOS;
            run.stage.receive(run.reports.session(phone.born(), phone.clickIds(USER)));
            return run.stage.only(TOPICS.callbacks());
        }
    }

    private static Panel panel(Method method) {
        return new Panel(
                true,
                List.of("partner-1"),
                true,
                true,
                true,
                Panel.DataScope.ALL,
                Map.of(SettingsFixture.PURCHASE, "buy", SettingsFixture.REGISTRATION, "sign up"),
                null,
                method,
                null,
                null,
                null,
                null);
    }

    private void live(GoldenPhone phone) {
        var begin = phone.born();
        click(phone, USER, begin, "spring");
        var referrer = phone.referrer(begin.plusSeconds(1), begin.plusSeconds(60));
        receive(phone, "install", session(phone, USER, begin.plus(Duration.ofMinutes(5)), referrer));
        receive(phone, "session", session(phone, USER, begin.plus(Duration.ofHours(1)), null));
        var price = new Revenue(new BigDecimal("12.50"), "EUR");
        receive(phone, "event", event(phone, begin.plus(Duration.ofHours(2)), SettingsFixture.REGISTRATION, null));
        receive(phone, "revenue-event", event(phone, begin.plus(Duration.ofHours(3)), SettingsFixture.PURCHASE, price));
        receive(phone, "organic-install", session(phone, ORGANIC_USER, begin.plus(Duration.ofHours(4)), null));
        comeBack(phone, begin.plus(Duration.ofDays(10)));
        beRejected(phone, "rejected-install", REJECTED_USER, begin.plus(Duration.ofDays(25)));
        beRejected(phone, "rejected-reattribution", USER, begin.plus(Duration.ofDays(30)));
    }

    private void comeBack(GoldenPhone phone, Instant at) {
        click(phone, USER, at, "summer");
        receive(phone, "reattribution", session(phone, USER, at.plus(Duration.ofMinutes(5)), null));
    }

    /** Where the store tells times, the click came after the installation began; else the address can be anybody's. */
    private void beRejected(GoldenPhone phone, String kind, String user, Instant at) {
        click(phone, user, at, "autumn");
        var later = at.plus(Duration.ofMinutes(5));
        var referrer = phone.referrer(at, at.minusSeconds(600));
        var told = Stream.concat(Stream.of(phone.everything(user)), Stream.of("reinstall", "1"));
        receive(
                phone,
                kind,
                reports.session(
                        Environment.PRODUCTION, later, later, referrer, referrer == null, told.toArray(String[]::new)));
    }

    private void click(GoldenPhone phone, String user, Instant at, String campaign) {
        var tracker = Tracker.of(
                SettingsFixture.BACKINAPP_LINK,
                "BackInApp",
                List.of(campaign, "Größe & Farbe", "video"),
                Partner.BACKINAPP);
        var own = Stream.of("backinapp_click_id", "click/" + campaign, "label", "a=1&b=2", "site", "news");
        var all = Stream.concat(Stream.of(phone.clickIds(user)), own);
        stage.receive(reports.click(at, tracker, all.toArray(String[]::new)));
    }

    private Activity session(GoldenPhone phone, String user, Instant at, @Nullable InstallReferrer referrer) {
        return reports.session(Environment.PRODUCTION, at, at, referrer, false, phone.everything(user));
    }

    private Activity event(GoldenPhone phone, Instant at, EventToken token, @Nullable Revenue revenue) {
        return reports.event(at, token, revenue, phone.everything(USER));
    }

    /** Keeps the first callback that comes of it: where a credit is refused, that is the one that says so. */
    private void receive(GoldenPhone phone, String name, Activity activity) {
        stage.receive(activity);
        callbacks.put(
                phone.name().toLowerCase(Locale.ROOT) + "-" + name,
                stage.read(TOPICS.callbacks()).getFirst());
    }

    @Override
    public void close() {
        stage.close();
    }
}
