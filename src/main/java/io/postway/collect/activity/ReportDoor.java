package io.postway.collect.activity;

import io.postway.collect.Door;
import io.postway.collect.JsonAnswer;
import io.postway.collect.Received;
import io.postway.collect.Refusal;
import io.postway.event.Activity;
import io.postway.event.DeviceReport;
import io.postway.event.Topics;
import io.postway.forgotten.ForgottenDevices;
import io.postway.http.ErrorCode;
import io.postway.settings.Settings;
import io.postway.settings.SettingsLog;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A door for reports of an app's back end: appended to the app's log in the order of their acknowledgement. */
abstract class ReportDoor implements Door {

    private static final Map<String, String> OK = Map.of("status", "OK");

    private final SettingsLog settings;
    private final Topics topics;
    private final ForgottenDevices forgotten;
    private final Set<String> methods;
    private final String failure;

    /**
     * @param methods by which this report may come
     * @param failure how a refusal begins, such as {@code Session failed}
     */
    ReportDoor(SettingsLog settings, Topics topics, ForgottenDevices forgotten, Set<String> methods, String failure) {
        this.settings = settings;
        this.topics = topics;
        this.forgotten = forgotten;
        this.methods = methods;
        this.failure = failure;
    }

    abstract Activity read(Received request, Settings known);

    @Override
    public final Accepted<Activity> judge(Received request) {
        if (!methods.contains(request.line().method())) {
            throw ReportFault.METHOD_NOT_ALLOWED.refused(null);
        }
        var activity = read(request, settings.asOf(request.stamp().settingsVersion()));
        // Whoever asks to erase a device again is told that it is done.
        if (activity instanceof DeviceReport && forgotten.containsAny(activity.appToken(), activity.deviceIds())) {
            throw ReportFault.DEVICE_IS_OPTED_OUT.refused(activity.appToken());
        }
        return new Accepted<>(topics.activities(), activity.appToken().value(), activity, JsonAnswer.ok(OK));
    }

    @Override
    public final ResponseEntity<?> answer(Refusal refusal, UUID record) {
        var words = refusal.code() == ErrorCode.BODY_TOO_LARGE ? "Request size too large" : refusal.message();
        var answer = ResponseEntity.status(refusal.code().status()).contentType(MediaType.APPLICATION_JSON);
        if (refusal.code() == ErrorCode.METHOD_NOT_ALLOWED) {
            answer.header(HttpHeaders.ALLOW, String.join(", ", methods));
        }
        return answer.body(Map.of("error", failure + " (" + words + ")"));
    }
}
