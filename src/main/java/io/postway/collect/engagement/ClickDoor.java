package io.postway.collect.engagement;

import static io.postway.http.ErrorCode.METHOD_NOT_ALLOWED;
import static io.postway.http.ErrorCode.NO_DEVICE_ID;
import static io.postway.http.ErrorCode.UNKNOWN_LINK;

import io.postway.collect.Door;
import io.postway.collect.DoorName;
import io.postway.collect.JsonAnswer;
import io.postway.collect.Received;
import io.postway.collect.Refusal;
import io.postway.collect.Refusals;
import io.postway.collect.RefusedException;
import io.postway.event.Activity;
import io.postway.event.Click;
import io.postway.event.DeviceIds;
import io.postway.event.LinkToken;
import io.postway.event.RawBytes;
import io.postway.event.Topics;
import io.postway.event.Tracker;
import io.postway.http.ErrorCode;
import io.postway.http.Problems;
import io.postway.runtime.ConditionalOnRole;
import io.postway.runtime.Role;
import io.postway.settings.Link;
import io.postway.settings.Settings;
import io.postway.settings.SettingsLog;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Judges clicks: which link, where to send the phone. All parameters travel along untouched. */
@Component
@ConditionalOnRole(Role.COLLECT)
final class ClickDoor {

    private final SettingsLog settings;
    private final Topics topics;

    ClickDoor(SettingsLog settings, Topics topics) {
        this.settings = settings;
        this.topics = topics;
    }

    /** The door at one link's path. */
    Door at(String link) {
        return new LinkDoor(link);
    }

    /** Where a click would be sent; nothing is recorded. */
    ResponseEntity<?> preview(String path, @Nullable String userAgent) {
        var known = settings.latest();
        return find(known, path)
                .<ResponseEntity<?>>map(link -> redirect(known, link, userAgent))
                .orElseGet(() -> Problems.answer(UNKNOWN_LINK, UNKNOWN_LINK.title()));
    }

    private static Optional<Link> find(Settings known, String path) {
        return Optional.of(path)
                .filter(LinkToken::isToken)
                .map(LinkToken::new)
                .flatMap(known::link)
                .filter(link -> !link.archived());
    }

    private static ResponseEntity<?> redirect(Settings known, Link link, @Nullable String userAgent) {
        var app = known.app(link.app()).orElseThrow();
        return BrowserPlatform.of(userAgent)
                .destination(app)
                .<ResponseEntity<?>>map(page -> ResponseEntity.status(HttpStatus.FOUND)
                        .location(page)
                        .cacheControl(CacheControl.noStore())
                        .build())
                .orElseGet(() -> Problems.answer(ErrorCode.NOT_FOUND, "The app has no store page."));
    }

    private final class LinkDoor implements Door {

        private final String path;

        private LinkDoor(String path) {
            this.path = path;
        }

        @Override
        public DoorName name() {
            return DoorName.CLICK;
        }

        @Override
        public int maxBodyBytes() {
            return RawBytes.MAX_BYTES;
        }

        @Override
        public Accepted<Activity> judge(Received request) {
            if (!request.line().method().equals(HttpMethod.GET.name())) {
                throw new RefusedException(Refusal.of(METHOD_NOT_ALLOWED, "A link is followed with GET."));
            }
            var known = settings.asOf(request.stamp().settingsVersion());
            var link = find(known, path)
                    .orElseThrow(() -> new RefusedException(Refusal.of(UNKNOWN_LINK, "No link has this token.")));
            var click = click(request, link);
            if (click.serverToServer() && !isMatchable(click)) {
                throw new RefusedException(
                        Refusal.of(NO_DEVICE_ID, "A click with s2s=1 needs a device id or external_click_id."));
            }
            var answer = click.serverToServer()
                    ? JsonAnswer.ok(Map.of("status", "OK"))
                    : redirect(known, link, click.userAgent());
            return new Accepted<>(topics.activities(), click.appToken().value(), click, answer);
        }

        private static boolean isMatchable(Click click) {
            return !click.deviceIds().isEmpty()
                    || click.parameters().value("external_click_id").isPresent();
        }

        private static Click click(Received request, Link link) {
            var stamp = request.stamp();
            var parameters = request.query();
            var isServer = parameters.flag("s2s");
            var reportedAddress = parameters.value("ip_address");
            var reportedAgent = parameters.value("user_agent");
            return new Click(
                    stamp.id(),
                    stamp.receivedAt(),
                    stamp.settingsVersion(),
                    link.app(),
                    new Tracker(link.token(), Tracker.fullName(link.name(), parameters), link.partner()),
                    DeviceIds.in(parameters),
                    parameters,
                    request.rawQuery(),
                    isServer,
                    isServer ? reportedAddress.orElse(null) : request.remoteAddress(),
                    isServer
                            ? reportedAgent.orElse(null)
                            : request.header("user-agent").orElse(null));
        }

        @Override
        public ResponseEntity<?> answer(Refusal refusal, UUID record) {
            return Refusals.asProblem(refusal, record, HttpMethod.GET, HttpMethod.HEAD);
        }
    }
}
