package io.postway.settings;

import io.postway.event.AppToken;
import io.postway.event.LinkToken;
import io.postway.event.NetworkToken;
import java.util.UUID;

/**
 * Where a resource stands below {@code /api/v1}, and so what it is.
 *
 * @param path such as {@code apps/demoshop0001/links/abc123}
 * @param type what stands there
 */
public record ResourceKey<R extends Resource>(String path, Class<R> type) {

    private static final String CONVERSION_SCHEMAS = "conversion_schemas";

    public static ResourceKey<App> app(AppToken app) {
        return new ResourceKey<>("apps/" + app, App.class);
    }

    public static ResourceKey<Link> link(AppToken app, LinkToken link) {
        return new ResourceKey<>("apps/" + app + "/links/" + link, Link.class);
    }

    public static ResourceKey<S2sToken> s2sToken(AppToken app, UUID id) {
        return new ResourceKey<>("apps/" + app + "/s2s_tokens/" + id, S2sToken.class);
    }

    public static ResourceKey<Panel> backinapp(AppToken app) {
        return new ResourceKey<>("apps/" + app + "/partners/backinapp", Panel.class);
    }

    public static ResourceKey<ConversionSchemas> conversionSchemas(AppToken app) {
        return new ResourceKey<>("apps/" + app + "/" + CONVERSION_SCHEMAS, ConversionSchemas.class);
    }

    public static ResourceKey<Network> network(NetworkToken network) {
        return new ResourceKey<>("networks/" + network.value(), Network.class);
    }

    public static ResourceKey<User> user(String name) {
        return new ResourceKey<>("users/" + name, User.class);
    }

    /** @throws IllegalArgumentException if nothing can stand at {@code path} */
    public static ResourceKey<? extends Resource> parse(String path) {
        var parts = path.split("/", 0);
        return switch (parts.length) {
            case 2 -> parseTopLevel(path, parts);
            case 3 -> parseDocumentOfApp(path, new AppToken(parts[1]), parts);
            case 4 -> parseOfApp(path, new AppToken(parts[1]), parts);
            default -> throw unknown(path);
        };
    }

    private static ResourceKey<? extends Resource> parseTopLevel(String path, String[] parts) {
        return switch (parts[0]) {
            case "apps" -> app(new AppToken(parts[1]));
            case "networks" -> network(new NetworkToken(parts[1]));
            case "users" -> user(parts[1]);
            default -> throw unknown(path);
        };
    }

    private static ResourceKey<? extends Resource> parseDocumentOfApp(String path, AppToken app, String[] parts) {
        if (parts[0].equals("apps") && parts[2].equals(CONVERSION_SCHEMAS)) {
            return conversionSchemas(app);
        }
        throw unknown(path);
    }

    private static ResourceKey<? extends Resource> parseOfApp(String path, AppToken app, String[] parts) {
        return switch (parts[2]) {
            case "links" -> link(app, new LinkToken(parts[3]));
            case "s2s_tokens" -> s2sToken(app, UUID.fromString(parts[3]));
            case "partners" -> backinapp(app);
            default -> throw unknown(path);
        };
    }

    private static IllegalArgumentException unknown(String path) {
        return new IllegalArgumentException("no resource can stand at " + path);
    }

    @Override
    public String toString() {
        return type.getSimpleName();
    }
}
