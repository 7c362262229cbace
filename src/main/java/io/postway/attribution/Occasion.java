package io.postway.attribution;

import io.postway.event.Session;
import io.postway.settings.App;
import io.postway.settings.AttributionFilters;
import io.postway.settings.AttributionWindows;
import io.postway.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** What an engagement may be credited with, and what its rules have against one, better ones and filters aside. */
sealed interface Occasion {

    Session session();

    App app();

    /** How old the engagement may be; none: it wins nothing here. */
    Optional<Duration> window(Matched candidate);

    /**
     * Why the candidate cannot win; none: only a filter or a better one can speak against it.
     *
     * @param age how old it is, in whole seconds
     * @param window how old it may be, as {@link #window} says
     */
    Optional<Verdict> objection(Matched candidate, Duration age, Optional<Duration> window);

    /** How quick a click can be that a person made. */
    Optional<Duration> quickest();

    /** Whether the times of an installation that Play told are those of this occasion. */
    boolean isInstallation();

    default AttributionFilters filters() {
        return app().filters();
    }

    default Duration age(Matched candidate) {
        return Clocks.between(candidate.engagement().at(), session().createdAt());
    }

    default boolean isOtherDevice(Matched candidate) {
        return candidate.step().isProbabilistic()
                && !Likeness.ofNames(
                        candidate.engagement().deviceName(),
                        session().parameters().value("device_name").orElse(null));
    }

    /** A device's first session. */
    record Install(Session session, App app, Settings settings) implements Occasion {

        @Override
        public Optional<Duration> window(Matched candidate) {
            return Windows.of(candidate.step(), candidate.engagement().tracker().link(), app, settings);
        }

        @Override
        public Optional<Verdict> objection(Matched candidate, Duration age, Optional<Duration> window) {
            if (window.isEmpty()) {
                return Optional.of(Verdict.NOT_ENABLED);
            }
            if (age.isNegative()) {
                return Optional.of(Verdict.AFTER_THE_INSTALL);
            }
            if (age.compareTo(window.get()) > 0) {
                return Optional.of(Verdict.OUTSIDE_WINDOW);
            }
            return isOtherDevice(candidate) ? Optional.of(Verdict.OTHER_DEVICE) : Optional.empty();
        }

        @Override
        public Optional<Duration> quickest() {
            return filters().clickToInstall();
        }

        @Override
        public boolean isInstallation() {
            return true;
        }
    }

    /** A session of a device that is known (Adjust, "Reattribution"). */
    record Return(Session session, Device device, App app, Settings settings) implements Occasion {

        @Override
        public Optional<Duration> window(Matched candidate) {
            var step = candidate.step();
            if (step.isProbabilistic() && !app.reattributesProbabilistically()) {
                return Optional.empty();
            }
            var reattribution = windows(candidate).reattribution();
            return Windows.of(step, candidate.engagement().tracker().link(), app, settings)
                    .map(own -> step.isProbabilistic() && own.compareTo(reattribution) < 0 ? own : reattribution);
        }

        @Override
        public Optional<Verdict> objection(Matched candidate, Duration age, Optional<Duration> window) {
            if (window.isEmpty()) {
                return Optional.of(Verdict.NOT_ENABLED);
            }
            if (age.isNegative()) {
                return Optional.of(Verdict.AFTER_THE_SESSION);
            }
            if (!Clocks.between(candidate.engagement().at(), lastCredit()).isNegative()) {
                // It was weighed then, and lost.
                return Optional.of(Verdict.BEFORE_THE_LAST_CREDIT);
            }
            if (age.compareTo(window.get()) > 0) {
                return Optional.of(Verdict.OUTSIDE_WINDOW);
            }
            if (isOtherDevice(candidate)) {
                return Optional.of(Verdict.OTHER_DEVICE);
            }
            return ofTheSource(candidate);
        }

        private Optional<Verdict> ofTheSource(Matched candidate) {
            if (device.isCreditedTo(candidate.engagement().tracker().token())) {
                return Optional.of(Verdict.SAME_TRACKER);
            }
            if (!candidate.engagement().mayReattribute()) {
                return Optional.of(Verdict.MAY_NOT_REATTRIBUTE);
            }
            return isStillActive(windows(candidate).inactivity())
                    ? Optional.of(Verdict.STILL_ACTIVE)
                    : Optional.empty();
        }

        /** So is whoever has had a later session already, whose report came first; unless every session qualifies. */
        private boolean isStillActive(Duration inactivity) {
            return inactivity.isPositive()
                    && Clocks.between(device.lastSessionAt(), session.createdAt())
                                    .compareTo(inactivity)
                            < 0;
        }

        private Instant lastCredit() {
            return Objects.requireNonNullElse(device.reattributedAt(), device.installedAt());
        }

        private AttributionWindows windows(Matched candidate) {
            return settings.windows(candidate.engagement().tracker().link(), app);
        }

        @Override
        public Optional<Duration> quickest() {
            return filters().clickToReattribution();
        }

        /** Play goes on telling the times of the first installation; only a new one has new ones. */
        @Override
        public boolean isInstallation() {
            return session.reinstall();
        }
    }
}
