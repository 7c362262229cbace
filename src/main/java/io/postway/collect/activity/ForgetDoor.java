package io.postway.collect.activity;

import io.postway.collect.DoorName;
import io.postway.collect.Received;
import io.postway.event.Forget;
import io.postway.event.RawBytes;
import io.postway.event.Topics;
import io.postway.forgotten.ForgottenDevices;
import io.postway.runtime.ConditionalOnRole;
import io.postway.runtime.Role;
import io.postway.settings.S2sToken;
import io.postway.settings.Settings;
import io.postway.settings.SettingsLog;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Judges requests to erase a device. They always need a token: it cannot be undone. */
@Component
@ConditionalOnRole(Role.COLLECT)
final class ForgetDoor extends ReportDoor {

    ForgetDoor(SettingsLog settings, Topics topics, ForgottenDevices forgotten) {
        super(settings, topics, forgotten, Set.of("POST"), "Forget device failed");
    }

    @Override
    public DoorName name() {
        return DoorName.FORGET;
    }

    @Override
    public int maxBodyBytes() {
        return RawBytes.MAX_BYTES;
    }

    @Override
    Forget read(Received request, Settings known) {
        var stamp = request.stamp();
        var parameters = Report.parameters(request);
        var app = Report.app(parameters, known);
        Report.requireToken(request, known, app, S2sToken.Scope.GDPR);
        return new Forget(
                stamp.id(),
                stamp.receivedAt(),
                stamp.settingsVersion(),
                app.token(),
                Report.deviceIds(parameters, app),
                parameters);
    }
}
