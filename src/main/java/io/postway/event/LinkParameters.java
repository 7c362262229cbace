package io.postway.event;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The parameters that a tracker link itself understands (Adjust, "Link parameters"). Every other one is its sender's
 * own, and comes back in callbacks: that is how {@code backinapp_click_id} survives.
 */
public final class LinkParameters {

    /** The levels below the link, the upper one first. */
    public static final List<String> LEVELS = List.of("campaign", "adgroup", "creative");

    /** What a redirect for one system starts with; {@code redirect_ios} is that of iOS. */
    public static final String REDIRECT_ON = "redirect_";

    /** What a placeholder for a parameter of the sender's own starts with: {@code dcp_x} is that of {@code x}. */
    public static final String OWN = "dcp_";

    /** Those that say which device it was, and so are not to be kept longer than the device is known. */
    private static final Set<String> PERSONAL = Stream.concat(
                    DeviceIds.parameterNames(), Stream.of("google_app_set_id", "win_udid", "ip_address", "user_agent"))
            .collect(Collectors.toUnmodifiableSet());

    private static final String CALLBACK_OF_EVENT = "event_callback_";

    private static final Set<String> UNDERSTOOD = Stream.of(
                    LEVELS.stream(),
                    DeviceIds.parameterNames(),
                    Stream.of("s2s", "ip_address", "user_agent", "country", "language", "external_click_id"),
                    Stream.of("device_name", "device_type", "os_name", "os_version"),
                    Stream.of("deep_link", "deeplink", "redirect", "fallback"),
                    Stream.of("label", "adj_label", "rt", "tracker_limit"),
                    Stream.of("cost_type", "cost_amount", "cost_currency", "cost_id_md5"),
                    // Whoever writes a link could have us call anybody: callbacks are set in the partner's panel alone.
                    Stream.of("install", "reattribution", "conversion", "session", "click", "impression")
                            .map(kind -> kind + "_callback"),
                    Stream.of("rejected_install", "rejected_reattribution")
                            .flatMap(kind -> Stream.of(kind, kind + "_callback")))
            .flatMap(names -> names)
            .collect(Collectors.toUnmodifiableSet());

    private LinkParameters() {}

    /** Of an engagement's parameters those that do not tell which device it was. */
    public static Parameters withoutDevice(Parameters parameters) {
        var kept = new LinkedHashMap<>(parameters.byName());
        kept.keySet().removeAll(PERSONAL);
        return new Parameters(kept);
    }

    public static boolean isUnderstood(String name) {
        return UNDERSTOOD.contains(name) || name.startsWith(REDIRECT_ON) || name.startsWith(CALLBACK_OF_EVENT);
    }
}
