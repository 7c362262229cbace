package io.postway.collect.visitor;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.postway.event.Engagement.Flag;
import io.postway.event.Visitor;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ua_parser.OS;
import ua_parser.Parser;

/**
 * Reads user agents with uap-java and its list of expressions, which takes some hundred microseconds for one that it
 * has not seen ({@code docs/benchmarks.md}): so the last ones are kept, and of long ones only the beginning is read.
 */
public final class UserAgents {

    /** Longer than any that a browser sends; what is longer still would cost its sender nothing and us milliseconds. */
    static final int MAX_LENGTH = 512;

    private static final int MAX_KEPT = 20_000;
    private static final String OTHER = "Other";
    private static final String SPIDER = "Spider";

    private static final Map<String, String> OS_NAMES = Map.ofEntries(
            Map.entry("iOS", "ios"),
            Map.entry("Android", "android"),
            Map.entry("HarmonyOS", "android"),
            Map.entry("Mac OS X", "macos"),
            Map.entry("Mac OS", "macos"),
            Map.entry("Windows", "windows"),
            Map.entry("Windows Phone", "windows-phone"),
            Map.entry("Windows Mobile", "windows-phone"),
            Map.entry("ATV OS X", "apple-tv"),
            Map.entry("tvOS", "apple-tv"),
            Map.entry("Tizen", "tizen"),
            Map.entry("Web0S", "webos"),
            Map.entry("webOS", "webos"),
            Map.entry("Roku", "roku-os"),
            Map.entry("BlackBerry OS", "blackberry"),
            Map.entry("Bada", "bada"),
            Map.entry("Symbian OS", "symbian"),
            Map.entry("Linux", "linux"),
            Map.entry("Ubuntu", "linux"),
            Map.entry("Debian", "linux"),
            Map.entry("Fedora", "linux"),
            Map.entry("Red Hat", "linux"),
            Map.entry("SUSE", "linux"),
            Map.entry("Arch Linux", "linux"),
            Map.entry("Linux Mint", "linux"),
            Map.entry("Chrome OS", "linux"));

    /** On these the name of a console is that of an app. */
    private static final Set<String> PHONES = Set.of("ios", "android");

    private static final Set<String> TVS = Set.of("webos", "fire-tv", "apple-tv", "roku-os");

    private static final Pattern CONSOLE = Pattern.compile("\\b(playstation|xbox|nintendo)\\b");
    private static final Pattern TV = Pattern.compile("smart-?tv|googletv|hbbtv|appletv|apple tv|\\broku\\b|crkey");
    private static final Pattern FIRE_TV = Pattern.compile("; aft[a-z]+\\w*( build|\\))");

    /** Those who draw a picture of a link that somebody has sent to somebody. */
    private static final Pattern PREVIEW = Pattern.compile(String.join(
            "|",
            "facebookexternalhit",
            "facebot",
            "^whatsapp/",
            "twitterbot",
            "slackbot",
            "slack-imgproxy",
            "telegrambot",
            "discordbot",
            "linkedinbot",
            "skypeuripreview",
            "pinterestbot",
            "\\bpinterest/0\\.",
            "redditbot",
            "vkshare",
            "snap url preview",
            "kakaotalk-scrap",
            "iframely",
            "embedly",
            "^tumblr/",
            "mastodon/",
            "bluesky cardyb",
            "google-pagerenderer"));

    /** A crawler that the list takes for a computer. */
    private static final Pattern CRAWLER = Pattern.compile("applebot");

    /** The list takes some of these for crawlers; behind them are apps and scripts, whose owners mean what they do. */
    private static final Pattern LIBRARY =
            Pattern.compile("^(python|java|perl|ruby|php|libwww|lwp|curl|wget|go-http|okhttp)");

    private final Parser parser = new Parser();
    private final Cache<String, UserAgent> known =
            Caffeine.newBuilder().maximumSize(MAX_KEPT).build();

    /** @param agent null: none was sent */
    public UserAgent read(@Nullable String agent) {
        if (agent == null || agent.isBlank()) {
            return UserAgent.unknown();
        }
        return known.get(agent.length() <= MAX_LENGTH ? agent : agent.substring(0, MAX_LENGTH), this::parse);
    }

    private UserAgent parse(String agent) {
        var lower = agent.toLowerCase(Locale.ROOT);
        var os = parser.parseOS(agent);
        var device = parser.parseDevice(agent).family;
        var program = program(lower, device);
        var osName = osName(lower, os);
        return new UserAgent(
                device.equals(OTHER) || device.equals(SPIDER) ? null : device,
                program.isPresent() ? "bot" : deviceType(lower, osName, device),
                osName,
                version(os),
                program.orElse(null));
    }

    private static Optional<Flag> program(String agent, String device) {
        if (PREVIEW.matcher(agent).find()) {
            return Optional.of(Flag.PREVIEW);
        }
        var crawls = device.equals(SPIDER) || CRAWLER.matcher(agent).find();
        return crawls && !LIBRARY.matcher(agent).find() ? Optional.of(Flag.BOT) : Optional.empty();
    }

    private static String osName(String agent, OS os) {
        var name = OS_NAMES.getOrDefault(os.family, Visitor.UNKNOWN);
        if (name.equals("android") && FIRE_TV.matcher(agent).find()) {
            return "fire-tv";
        }
        var console = CONSOLE.matcher(agent);
        return !PHONES.contains(name) && console.find() ? console.group(1) : name;
    }

    private static @Nullable String version(OS os) {
        var version = Stream.of(os.major, os.minor, os.patch)
                .takeWhile(Objects::nonNull)
                .collect(Collectors.joining("."));
        return version.isEmpty() ? null : version;
    }

    private static String deviceType(String agent, String osName, String device) {
        if (TVS.contains(osName) || TV.matcher(agent).find()) {
            return "tv";
        }
        return switch (osName) {
            case "ios" -> device.equals("iPad") ? "tablet" : "phone";
            case "android" -> isTablet(agent) ? "tablet" : "phone";
            case "windows-phone", "blackberry", "symbian", "bada", "tizen" -> "phone";
            case "macos", "windows", "linux" -> "desktop";
            case "playstation", "xbox", "nintendo" -> "console";
            default -> Visitor.UNKNOWN;
        };
    }

    /** Browsers on phones say {@code Mobile}; apps' own requests say neither. */
    private static boolean isTablet(String agent) {
        return !agent.contains("mobile") && !agent.startsWith("dalvik");
    }
}
