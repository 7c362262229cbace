package io.postway.market;

import java.util.List;
import java.util.Optional;

/** What speaks against candidates for a session of a known device. */
final class ReattributionObjections extends Objections {

    private final KnownDevice device;

    ReattributionObjections(Shop shop, Report session, List<Candidate> candidates, KnownDevice device) {
        super(shop, session, candidates);
        this.device = device;
    }

    @Override
    Optional<String> beforeFilters(Candidate candidate) {
        var engagement = candidate.engagement();
        var window = window(candidate);
        if (window.isEmpty()) {
            return Optional.of("not_enabled");
        }
        if (age(candidate) < 0) {
            return Optional.of("after_the_session");
        }
        if (Times.age(device.lastCreditAt(), engagement.receivedAt()) >= 0) {
            return Optional.of("before_the_last_credit");
        }
        if (age(candidate) > window.get()) {
            return Optional.of("outside_window");
        }
        if (isOtherDevice(candidate)) {
            return Optional.of("other_device");
        }
        if (device.isCreditedTo(engagement.tracker())) {
            return Optional.of("same_tracker");
        }
        if (candidate.isClick() && !engagement.mayReattribute()) {
            return Optional.of("may_not_reattribute");
        }
        return isStillActive(candidate) ? Optional.of("still_active") : Optional.empty();
    }

    /** So is who has had a later session already, whose report came first. */
    private boolean isStillActive(Candidate candidate) {
        var inactivity = shopWindow("inactivity_hours", candidate).orElseThrow();
        return inactivity > 0 && Times.age(session.at(), device.lastSessionAt()) < inactivity;
    }

    @Override
    Optional<Long> window(Candidate candidate) {
        if (!candidate.isClick()
                && shopWindow("impression_window_hours", candidate).isEmpty()) {
            return Optional.empty();
        }
        var reattribution = shopWindow("reattribution_window_hours", candidate);
        if (!candidate.isProbabilistic()) {
            return reattribution;
        }
        return shop.has("probabilistic_reattribution")
                ? ownWindow(candidate).map(own -> Math.min(own, reattribution.orElseThrow()))
                : Optional.empty();
    }

    @Override
    boolean installs() {
        return session.reinstalls();
    }

    @Override
    String outlierThreshold() {
        return "min_click_to_reattribution_seconds";
    }
}
