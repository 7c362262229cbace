package io.postway.forwarding;

import io.postway.event.LinkParameters;
import io.postway.event.Parameters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** The parameters of an engagement that are the partner's own, such as {@code backinapp_click_id}. */
final class ClickParameters {

    private ClickParameters() {}

    /**
     * By name, in the order of the click; never one that would pass for what we say.
     *
     * @param ours the template's own names, whether they have a value this time or not
     */
    static Map<String, String> ownIn(Parameters click, Predicate<String> ours) {
        var own = new LinkedHashMap<String, String>();
        click.byName().keySet().stream()
                .filter(name -> !LinkParameters.isUnderstood(name))
                .filter(name -> !Rendering.PLACEHOLDERS.contains(name) && !ours.test(name))
                .forEach(name -> click.value(name).ifPresent(value -> own.put(name, value)));
        return own;
    }
}
