package io.postway.collect.engagement;

import static io.postway.http.ErrorCode.METHOD_NOT_ALLOWED;
import static io.postway.http.ErrorCode.NO_DEVICE_ID;
import static io.postway.http.ErrorCode.UNKNOWN_LINK;

import io.postway.collect.Received;
import io.postway.collect.Refusal;
import io.postway.collect.RefusedException;
import io.postway.collect.visitor.Visitors;
import io.postway.event.DeviceIds;
import io.postway.event.Engagement.Flag;
import io.postway.event.LinkParameters;
import io.postway.event.LinkToken;
import io.postway.event.Parameters;
import io.postway.event.Tracker;
import io.postway.runtime.ConditionalOnRole;
import io.postway.runtime.Role;
import io.postway.settings.Link;
import io.postway.settings.Settings;
import io.postway.settings.SettingsLog;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/** Makes hits of requests: which link it is, who is there, which device. */
@Component
@ConditionalOnRole(Role.COLLECT)
final class Hits {

    private static final Set<String> METHODS = Set.of(HttpMethod.GET.name(), HttpMethod.HEAD.name());

    private final SettingsLog settings;
    private final Visitors visitors;

    Hits(SettingsLog settings, Visitors visitors) {
        this.settings = settings;
        this.visitors = visitors;
    }

    /**
     * Reads a request for the link at {@code path}.
     *
     * @throws RefusedException if there is no such link, or what a server reports could never meet an install
     */
    Hit read(Received request, String path) {
        if (!METHODS.contains(request.line().method())) {
            throw new RefusedException(Refusal.of(METHOD_NOT_ALLOWED, "A link is followed with GET."));
        }
        var known = settings.asOf(request.stamp().settingsVersion());
        var link = find(known, path)
                .orElseThrow(() -> new RefusedException(Refusal.of(UNKNOWN_LINK, "No link has this token.")));
        var hit = read(request, known, link);
        if (hit.serverToServer() && !hit.isMatchable()) {
            throw new RefusedException(Refusal.of(
                    NO_DEVICE_ID, "With s2s=1 a device id is needed, or on Android external_click_id.", link.app()));
        }
        return hit;
    }

    /** An archived link is gone for all but what it brought. */
    static Optional<Link> find(Settings known, String path) {
        return Optional.of(path)
                .filter(LinkToken::isToken)
                .map(LinkToken::new)
                .flatMap(known::link)
                .filter(link -> !link.archived());
    }

    private Hit read(Received request, Settings known, Link link) {
        var app = known.app(link.app()).orElseThrow();
        var parameters = request.query();
        var isServer = parameters.flag("s2s");
        var visitor = isServer ? visitors.reported(request) : visitors.connected(request);
        var flags = EnumSet.noneOf(Flag.class);
        visitors.program(visitor).ifPresent(flags::add);
        if (request.line().method().equals(HttpMethod.HEAD.name())) {
            flags.add(Flag.HEAD);
        }
        if (isPrefetch(request)) {
            flags.add(Flag.PREFETCH);
        }
        return new Hit(
                request.stamp(),
                app,
                link,
                tracker(link, parameters),
                parameters,
                request.rawQuery(),
                DeviceIds.in(parameters).only(app::takes),
                visitor,
                isServer,
                flags);
    }

    private static Tracker tracker(Link link, Parameters parameters) {
        var levels = LinkParameters.LEVELS.stream()
                .map(level -> parameters.value(level).orElse(""))
                .toList();
        return Tracker.of(link.token(), link.name(), levels, link.partner());
    }

    /** Browsers say so when they load what nobody has asked for yet; the older ones each in its own header. */
    private static boolean isPrefetch(Received request) {
        return Stream.of("sec-purpose", "purpose", "x-purpose", "x-moz")
                .flatMap(name -> request.header(name).stream())
                .map(value -> value.toLowerCase(Locale.ROOT))
                .anyMatch(value -> value.startsWith("prefetch") || value.startsWith("preview"));
    }
}
