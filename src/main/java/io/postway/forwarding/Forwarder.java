package io.postway.forwarding;

import io.postway.event.ActivityKind;
import io.postway.event.Attributed;
import io.postway.event.Attributed.Forwarding;
import io.postway.event.Callback;
import io.postway.event.DeviceDigest;
import io.postway.event.Environment;
import io.postway.event.Event;
import io.postway.event.Partner;
import io.postway.event.Sha256;
import io.postway.event.Sharing.Objection;
import io.postway.settings.App;
import io.postway.settings.EffectivePanel;
import io.postway.settings.Panel.DataScope;
import io.postway.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides what BackInApp gets of an activity, and renders it. In this order: is the panel active, is the activity real,
 * does the device's user agree, is its kind switched on, is it in scope; then what of it may be said.
 */
public final class Forwarder {

    private static final int CALLBACK_ID_CHARACTERS = 32;

    private final Template template;

    public Forwarder(Template template) {
        this.template = template;
    }

    /**
     * What goes out of one activity.
     *
     * @param decided one entry per callback, or one that says why there is none
     */
    public record Forwarded(List<Callback> callbacks, List<Forwarding> decided) {}

    /** @param settings as they stood when the activity came in */
    public Forwarded forward(Attributed activity, Settings settings) {
        var reported = new Reported(activity);
        var panel =
                settings.backinapp(activity.appToken()).on(reported.platform().orElse(null));
        var app = settings.app(activity.appToken()).orElseThrow();
        return reasonToWithhold(activity, panel)
                .map(reason -> new Forwarded(List.of(), List.of(Forwarding.withheld(Partner.BACKINAPP, reason))))
                .orElseGet(() -> render(activity, reported, settings, app, panel));
    }

    private static Optional<String> reasonToWithhold(Attributed activity, EffectivePanel panel) {
        if (!panel.isActive()) {
            return Optional.of("panel_inactive");
        }
        if (activity.environment() == Environment.SANDBOX) {
            return Optional.of("sandbox_environment");
        }
        return objectionOfUser(activity).or(() -> objectionOfPanel(activity, panel));
    }

    private static Optional<String> objectionOfUser(Attributed activity) {
        return Optional.ofNullable(activity.device().sharing())
                .flatMap(sharing -> sharing.objection(Partner.BACKINAPP, activity.kind()))
                .map(Objection::wireName);
    }

    private static Optional<String> objectionOfPanel(Attributed activity, EffectivePanel panel) {
        if (isSession(activity.kind()) && !panel.forwardsSessions()) {
            return Optional.of("session_forwarding_off");
        }
        if (activity.activity() instanceof Event event
                && panel.label(event.eventToken()).isEmpty()) {
            return Optional.of("event_not_linked");
        }
        if (panel.dataScope() == DataScope.ATTRIBUTED && !Rendering.isOf(Partner.BACKINAPP, activity)) {
            return Optional.of("out_of_scope");
        }
        return Optional.empty();
    }

    /** BackInApp's guide knows no reinstalls: without a source they are sessions like any other. */
    private static boolean isSession(ActivityKind kind) {
        return kind == ActivityKind.SESSION || kind == ActivityKind.REINSTALL;
    }

    private Forwarded render(Attributed activity, Reported reported, Settings settings, App app, EffectivePanel panel) {
        var callbacks = new ArrayList<Callback>();
        var decided = new ArrayList<Forwarding>();
        for (String partnerId : panel.partnerIds()) {
            var callbackId = callbackId(activity, partnerId);
            var rendering =
                    new Rendering(activity, reported, settings, app, panel, Partner.BACKINAPP, partnerId, callbackId);
            callbacks.add(render(rendering));
            decided.add(Forwarding.sent(Partner.BACKINAPP, partnerId, callbackId, rendering.leftOut()));
        }
        return new Forwarded(callbacks, decided);
    }

    private Callback render(Rendering rendering) {
        var activity = rendering.activity();
        var panel = rendering.panel();
        var parameters = template.fill(rendering);
        rendering
                .disclosed()
                .ifPresent(won ->
                        ClickParameters.ownIn(won.parameters(), template::has).forEach(parameters::put));
        return new Callback(
                activity.id(),
                activity.receivedAt(),
                activity.settingsVersion(),
                rendering.callbackId(),
                activity.appToken(),
                rendering.partner(),
                rendering.partnerId(),
                activity.kind(),
                DeviceDigest.ofAdid(activity.appToken(), activity.device().adid()),
                rendering.reported().platform().orElse(null),
                panel.method(),
                panel.endpoint().orElse(null),
                Payload.of(panel.method(), parameters));
    }

    /**
     * Follows from activity, partner id and kind alone: one activity may become two kinds, and goes to each partner id;
     * all else about it, the attempt above all, must not change it, or the partner could not tell a repeat.
     */
    private static String callbackId(Attributed activity, String partnerId) {
        var seed = activity.id() + "|" + Partner.BACKINAPP + "|" + partnerId + "|" + activity.kind();
        if (activity.kind() == ActivityKind.GDPR_FORGET_DEVICE) {
            // One request may be about several devices.
            seed += "|" + activity.device().adid();
        }
        var digest = Sha256.of(seed);
        return Sha256.hex(digest).substring(0, CALLBACK_ID_CHARACTERS);
    }
}
