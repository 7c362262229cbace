package io.postway.collect.activity;

import io.postway.collect.DoorName;
import io.postway.collect.Received;
import io.postway.collect.visitor.AnonymousNetworks;
import io.postway.collect.visitor.Visitors;
import io.postway.event.Session;
import io.postway.event.Topics;
import io.postway.forgotten.ForgottenDevices;
import io.postway.runtime.ConditionalOnRole;
import io.postway.runtime.Role;
import io.postway.settings.S2sToken;
import io.postway.settings.Settings;
import io.postway.settings.SettingsLog;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Judges sessions. */
@Component
@ConditionalOnRole(Role.COLLECT)
final class SessionDoor extends ReportDoor {

    /** A session may carry an install receipt, which is large. */
    private static final int MAX_BODY_BYTES = 1024 * 1024;

    private final Visitors visitors;
    private final AnonymousNetworks anonymous;

    SessionDoor(
            SettingsLog settings,
            Topics topics,
            ForgottenDevices forgotten,
            Visitors visitors,
            AnonymousNetworks anonymous) {
        super(settings, topics, forgotten, Set.of("POST"), "Session failed");
        this.visitors = visitors;
        this.anonymous = anonymous;
    }

    @Override
    public DoorName name() {
        return DoorName.SESSION;
    }

    @Override
    public int maxBodyBytes() {
        return MAX_BODY_BYTES;
    }

    @Override
    Session read(Received request, Settings known) {
        var report = Report.read(request, known, S2sToken.Scope.SESSIONS);
        var stamp = request.stamp();
        var parameters = report.parameters();
        var address = Visitors.reportedAddress(request, parameters).orElse(null);
        return new Session(
                stamp.id(),
                stamp.receivedAt(),
                stamp.settingsVersion(),
                report.app().token(),
                report.environment(),
                report.deviceIds(),
                report.createdAt(),
                parameters,
                address,
                visitors.reportedPlace(request, parameters),
                report.eventId(),
                Referrers.read(parameters, report.app().token()),
                parameters.flag("reinstall"),
                anonymous.contain(address),
                report.sharing());
    }
}
