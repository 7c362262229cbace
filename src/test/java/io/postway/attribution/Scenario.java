package io.postway.attribution;

import io.postway.event.Activities;
import io.postway.event.Activity;
import io.postway.event.Click;
import io.postway.event.Engagement;
import io.postway.event.Environment;
import io.postway.event.EventToken;
import io.postway.event.Impression;
import io.postway.event.InstallReferrer;
import io.postway.event.LinkToken;
import io.postway.event.Partner;
import io.postway.event.Session;
import io.postway.event.Tracker;
import io.postway.settings.Settings;
import io.postway.settings.SettingsFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A case of the decision table, one line of {@code attribution/decisions.txt}; its first lines say how to read them.
 *
 * @param name what the rule is
 * @param attribution the app's settings, in JSON
 * @param steps what happened, in the order of the log; the last is what is decided
 * @param result what it must be
 * @param verdicts how each engagement must have fared, by its name, in the order of weighing
 */
record Scenario(String name, String attribution, List<Step> steps, String result, Map<String, String> verdicts) {

    /** When the last step happens. */
    static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    private static final String IDFA = "8C6CBC0D-5F43-4765-A6E6-84DFF3D24707";
    private static final Pattern OFFSET =
            Pattern.compile("([+-])(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");

    /**
     * One thing that happened.
     *
     * @param label what it is called, if it is an engagement
     * @param words {@code click abc123}, {@code session}, {@code event ev0001}
     * @param options what is said of it
     */
    record Step(@Nullable String label, List<String> words, Instant at, Map<String, String> options) {

        String what() {
            return words.getFirst();
        }

        boolean has(String option) {
            return options.containsKey(option);
        }

        Optional<String> option(String name) {
            return Optional.ofNullable(options.get(name));
        }

        private Instant time(String option) {
            return NOW.plus(offset(Objects.requireNonNull(options.get(option))));
        }
    }

    static Stream<Scenario> all() {
        try (var file = Scenario.class.getResourceAsStream("/attribution/decisions.txt")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .map(Scenario::parse)
                            .toList()
                            .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Scenario parse(String line) {
        var columns = line.split("\\|", -1);
        if (columns.length != 5) {
            throw new IllegalArgumentException("five columns, please: " + line);
        }
        var verdicts = new LinkedHashMap<String, String>();
        Stream.of(columns[4].split(",", -1))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .forEach(text -> {
                    var parts = text.split(" ", 2);
                    verdicts.put(parts[0], parts[1]);
                });
        var steps = Stream.of(columns[2].split(";", -1))
                .map(String::strip)
                .map(Scenario::step)
                .toList();
        return new Scenario(columns[0].strip(), columns[1].strip(), steps, columns[3].strip(), verdicts);
    }

    private static Step step(String text) {
        var named = text.split("=", 2);
        var isNamed = named.length == 2 && named[0].strip().matches("[a-z][0-9]");
        var words = new ArrayList<String>();
        var options = new LinkedHashMap<String, String>();
        var at = NOW;
        for (String word : (isNamed ? named[1] : text).strip().split(" +", -1)) {
            if (OFFSET.matcher(word).matches()) {
                at = NOW.plus(offset(word));
            } else if (words.isEmpty() || (words.size() == 1 && word.matches("abc123|xyz789|ev000[12]"))) {
                words.add(word);
            } else {
                var option = word.split("=", 2);
                options.put(option[0], option.length == 2 ? option[1] : "1");
            }
        }
        return new Step(isNamed ? named[0].strip() : null, words, at, options);
    }

    private static Duration offset(String text) {
        var parts = OFFSET.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no offset: " + text);
        }
        var length = Duration.ofDays(number(parts.group(2)))
                .plusHours(number(parts.group(3)))
                .plusMinutes(number(parts.group(4)))
                .plusSeconds(number(parts.group(5)))
                .plusMillis(number(parts.group(6)));
        return parts.group(1).equals("-") ? length.negated() : length;
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    SettingsFixture settings() {
        var fixture = SettingsFixture.shop().with(SettingsFixture.fullPanel());
        return attribution.equals("-") ? fixture : fixture.with(SettingsFixture.appThatAttributes(attribution));
    }

    /** The steps as reports that a door would make of them, in the order of the log. */
    List<Activity> activities(Settings settings) {
        var reports = new Activities(settings.version());
        var engagements = new LinkedHashMap<String, Engagement>();
        var all = new ArrayList<Activity>();
        for (Step step : steps) {
            var activity = activity(step, reports, engagements);
            if (step.label() != null && activity instanceof Engagement engagement) {
                engagements.put(step.label(), engagement);
            }
            all.add(activity);
        }
        return all;
    }

    /** The ids of the engagements by their names. */
    Map<UUID, String> names(List<Activity> activities) {
        var names = new LinkedHashMap<UUID, String>();
        for (int i = 0; i < steps.size(); i++) {
            var label = steps.get(i).label();
            if (label != null) {
                names.put(activities.get(i).id(), label);
            }
        }
        return names;
    }

    private static Activity activity(Step step, Activities reports, Map<String, Engagement> engagements) {
        return switch (step.what()) {
            case "click" -> click(step, reports);
            case "impression" -> impression(step, reports);
            case "session" -> session(step, reports, engagements);
            case "event" -> reports.event(step.at(), new EventToken(step.words().get(1)), null, "idfa", IDFA);
            default -> throw new IllegalArgumentException("unknown step: " + step);
        };
    }

    private static Click click(Step step, Activities reports) {
        return reports.click(step.at(), tracker(step), parameters(step));
    }

    private static Impression impression(Step step, Activities reports) {
        return reports.impression(step.at(), tracker(step), parameters(step));
    }

    /** {@code referrer} and {@code probabilistic} engagements have no id of their own. */
    private static String[] parameters(Step step) {
        var all = new LinkedHashMap<String, String>();
        if (step.has("probabilistic")) {
            all.put("ip_address", step.option("ip").orElse("198.51.100.7"));
            all.put("os_name", "android");
            all.put("os_version", step.option("os").orElse("14"));
            all.put("device_type", "phone");
            all.put("device_name", step.option("model").orElse("Pixel"));
        } else if (!step.has("referrer")) {
            all.put(step.option("as").orElse("idfa"), step.option("id").orElse(IDFA));
        }
        step.option("external").ifPresent(id -> all.put("external_click_id", id));
        step.option("rt").ifPresent(rt -> all.put("rt", rt));
        return pairs(all);
    }

    /** When it was received is when it happened, or a minute from now for the last: it may be younger than a click. */
    private static Session session(Step step, Activities reports, Map<String, Engagement> engagements) {
        var all = new LinkedHashMap<String, String>();
        all.put("idfa", step.option("idfa").orElse(IDFA));
        all.put("ip_address", "198.51.100.7");
        all.put("os_name", "android");
        all.put("os_version", "14.0.1");
        all.put("device_type", "phone");
        all.put("device_name", "Pixel-8");
        step.option("reinstall").ifPresent(flag -> all.put("reinstall", flag));
        step.options().forEach((name, value) -> {
            if (name.matches("gps_adid|oaid|win_adid|idfv")) {
                all.put(name, value);
            }
        });
        var receivedAt = step.at().equals(NOW) ? NOW.plusSeconds(60) : step.at();
        return reports.session(
                Environment.PRODUCTION,
                receivedAt,
                step.at(),
                referrer(step, engagements),
                step.has("anonymous"),
                pairs(all));
    }

    private static @Nullable InstallReferrer referrer(Step step, Map<String, Engagement> engagements) {
        var named = step.option("named").map(label -> Objects.requireNonNull(engagements.get(label)));
        var external = step.option("external");
        if (named.isEmpty() && external.isEmpty() && !step.has("begin") && !step.has("played")) {
            return null;
        }
        return new InstallReferrer(
                named.map(Engagement::id).orElse(null),
                external.orElse(null),
                step.has("played") ? step.time("played") : null,
                step.has("begin") ? step.time("begin") : null);
    }

    private static Tracker tracker(Step step) {
        var link = step.words().get(1);
        var campaign = step.option("campaign").map(List::of).orElse(List.of());
        return link.equals("abc123")
                ? Tracker.of(new LinkToken(link), "BackInApp", campaign, Partner.BACKINAPP)
                : Tracker.of(new LinkToken(link), "Other Network", campaign, null);
    }

    private static String[] pairs(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
                .toArray(String[]::new);
    }

    @Override
    public String toString() {
        return name;
    }
}
