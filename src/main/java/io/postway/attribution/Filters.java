package io.postway.attribution;

import io.postway.event.Attributed.Match;
import io.postway.event.EngagementKind;
import io.postway.event.InstallReferrer;
import io.postway.event.LinkToken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an app's filters hold against single engagements (Adjust, "Rejected installs and reattributions"). */
final class Filters {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Occasion occasion;
    private final Set<UUID> tooMany;
    private final @Nullable InstallReferrer referrer;

    private Filters(Occasion occasion, Set<UUID> tooMany) {
        this.occasion = occasion;
        this.tooMany = tooMany;
        this.referrer = occasion.isInstallation() && occasion.filters().rejectsEngagementInjection()
                ? occasion.session().referrer()
                : null;
    }

    /** @param candidates all of them: how many there are of one link speaks against each of these */
    static Filters on(Occasion occasion, Collection<Matched> candidates) {
        return new Filters(
                occasion,
                occasion.filters()
                        .engagementsPerHour()
                        .map(max -> tooMany(occasion, candidates, max))
                        .orElse(Set.of()));
    }

    Optional<Verdict> objection(Matched candidate, Duration age) {
        if (tooMany.contains(candidate.engagement().id())) {
            return Optional.of(Verdict.TOO_MANY_ENGAGEMENTS);
        }
        if (!candidate.step().isClick()) {
            return Optional.empty();
        }
        if (cameAfterTheInstallationBegan(candidate)) {
            return Optional.of(Verdict.ENGAGEMENT_INJECTION);
        }
        return occasion.quickest()
                .filter(quickest -> age.compareTo(quickest) < 0)
                .map(quickest -> Verdict.DISTRIBUTION_OUTLIER);
    }

    private boolean cameAfterTheInstallationBegan(Matched click) {
        var began = referrer == null ? null : referrer.installBeginTime();
        if (referrer == null || began == null) {
            return false;
        }
        var seenByPlay = click.by() == Match.REFERRER ? referrer.clickTime() : null;
        return isAfter(click.engagement().at(), began) || (seenByPlay != null && isAfter(seenByPlay, began));
    }

    private static boolean isAfter(Instant time, Instant other) {
        return Clocks.between(time, other).isNegative();
    }

    private record Source(LinkToken link, EngagementKind kind) {}

    private static Set<UUID> tooMany(Occasion occasion, Collection<Matched> candidates, int max) {
        var bySource = candidates.stream()
                .filter(candidate -> !candidate.step().isProbabilistic())
                .filter(candidate -> !occasion.age(candidate).isNegative())
                .map(Matched::engagement)
                .sorted(Comparator.comparing(PastEngagement::at))
                .collect(Collectors.groupingBy(
                        engagement -> new Source(engagement.tracker().link(), engagement.kind())));
        var found = new HashSet<UUID>();
        bySource.values().forEach(engagements -> found.addAll(crowded(engagements, max)));
        return found;
    }

    /** Those that have, within some hour, more than {@code max} others or themselves around them. */
    private static List<UUID> crowded(List<PastEngagement> inOrder, int max) {
        var found = new ArrayList<UUID>();
        for (int first = 0; first + max < inOrder.size(); first++) {
            var span = Duration.between(
                    inOrder.get(first).at(), inOrder.get(first + max).at());
            if (span.compareTo(HOUR) <= 0) {
                inOrder.subList(first, first + max + 1).forEach(engagement -> found.add(engagement.id()));
            }
        }
        return found;
    }
}
