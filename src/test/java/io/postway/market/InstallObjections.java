package io.postway.market;

import java.util.List;
import java.util.Optional;

/** What speaks against candidates for an install. */
final class InstallObjections extends Objections {

    InstallObjections(Shop shop, Report session, List<Candidate> candidates) {
        super(shop, session, candidates);
    }

    @Override
    Optional<String> beforeFilters(Candidate candidate) {
        var window = window(candidate);
        if (window.isEmpty()) {
            return Optional.of("not_enabled");
        }
        if (age(candidate) < 0) {
            return Optional.of("after_the_install");
        }
        if (age(candidate) > window.get()) {
            return Optional.of("outside_window");
        }
        return isOtherDevice(candidate) ? Optional.of("other_device") : Optional.empty();
    }

    @Override
    Optional<Long> window(Candidate candidate) {
        return ownWindow(candidate);
    }

    @Override
    boolean installs() {
        return true;
    }

    @Override
    String outlierThreshold() {
        return "min_click_to_install_seconds";
    }
}
