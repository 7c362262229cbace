package io.postway.forwarding;

import io.postway.event.DeviceIdType;
import io.postway.event.Parameters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The parameters of a click that are the partner's own, such as {@code backinapp_click_id}: everything but what a link
 * itself understands (Adjust, "Dynamic callback parameters").
 */
final class ClickParameters {

    private static final Set<String> UNDERSTOOD = Stream.concat(
                    Stream.of(DeviceIdType.values()).map(DeviceIdType::parameter),
                    Stream.of(
                            "campaign",
                            "adgroup",
                            "creative",
                            "ip_address",
                            "user_agent",
                            "s2s",
                            "device_name",
                            "device_type",
                            "os_name",
                            "os_version",
                            "deep_link",
                            "deeplink",
                            "redirect",
                            "redirect_ios",
                            "redirect_android",
                            "redirect_macos",
                            "redirect_windows",
                            "fallback",
                            "rt",
                            "tracker_limit",
                            "cost_type",
                            "cost_amount",
                            "cost_currency",
                            "cost_id_md5",
                            "adid"))
            .collect(Collectors.toUnmodifiableSet());

    private ClickParameters() {}

    /** By name, in the order of the click; never one that would pass for a placeholder. */
    static Map<String, String> ownIn(Parameters click) {
        var own = new LinkedHashMap<String, String>();
        click.byName().keySet().stream()
                .filter(name -> !UNDERSTOOD.contains(name) && !Rendering.PLACEHOLDERS.contains(name))
                .forEach(name -> click.value(name).ifPresent(value -> own.put(name, value)));
        return own;
    }
}
