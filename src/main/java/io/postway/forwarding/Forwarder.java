package io.postway.forwarding;

import io.postway.event.ActivityKind;
import io.postway.event.Attributed;
import io.postway.event.Attributed.Forwarding;
import io.postway.event.Callback;
import io.postway.event.Environment;
import io.postway.event.Event;
import io.postway.event.Partner;
import io.postway.event.Sha256;
import io.postway.settings.EffectivePanel;
import io.postway.settings.Panel.DataScope;
import io.postway.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides what BackInApp gets of an activity, and renders it. In this order: is the panel active, is the activity real,
 * is its kind switched on, is it in scope; then what of it may be said.
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
        var facts = new Facts(activity, settings);
        var panel = settings.backinapp(activity.appToken()).on(facts.platform().orElse(null));
        return reasonToWithhold(activity, panel)
                .map(reason -> new Forwarded(List.of(), List.of(Forwarding.withheld(Partner.BACKINAPP, reason))))
                .orElseGet(() -> render(activity, panel, facts));
    }

    private static Optional<String> reasonToWithhold(Attributed activity, EffectivePanel panel) {
        if (!panel.isActive()) {
            return Optional.of("panel_inactive");
        }
        if (activity.environment() == Environment.SANDBOX) {
            return Optional.of("sandbox_environment");
        }
        if (activity.kind() == ActivityKind.SESSION && !panel.forwardsSessions()) {
            return Optional.of("session_forwarding_off");
        }
        if (activity.activity() instanceof Event event
                && panel.label(event.eventToken()).isEmpty()) {
            return Optional.of("event_not_linked");
        }
        if (panel.dataScope() == DataScope.ATTRIBUTED && !Facts.isOfPartner(activity, Partner.BACKINAPP)) {
            return Optional.of("out_of_scope");
        }
        return Optional.empty();
    }

    private Forwarded render(Attributed activity, EffectivePanel panel, Facts facts) {
        var callbacks = new ArrayList<Callback>();
        var decided = new ArrayList<Forwarding>();
        for (String partnerId : panel.partnerIds()) {
            var callback = render(activity, panel, facts, partnerId);
            callbacks.add(callback);
            decided.add(Forwarding.sent(Partner.BACKINAPP, partnerId, callback.callbackId()));
        }
        return new Forwarded(callbacks, decided);
    }

    private Callback render(Attributed activity, EffectivePanel panel, Facts facts, String partnerId) {
        var callbackId = callbackId(activity, partnerId);
        var placeholders = facts.placeholders(Partner.BACKINAPP, panel, partnerId, callbackId);
        var parameters = template.fill(placeholders);
        facts.clickParameters(Partner.BACKINAPP).forEach(parameters::putIfAbsent);
        return new Callback(
                activity.id(),
                activity.receivedAt(),
                activity.settingsVersion(),
                callbackId,
                activity.appToken(),
                Partner.BACKINAPP,
                partnerId,
                activity.kind(),
                facts.platform().orElse(null),
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
        var digest = Sha256.of(seed);
        return Sha256.hex(digest).substring(0, CALLBACK_ID_CHARACTERS);
    }
}
