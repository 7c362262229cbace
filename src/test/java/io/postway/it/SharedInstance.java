package io.postway.it;

import io.postway.collect.visitor.MmdbFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.util.FileSystemUtils;

/**
 * One instance for all tests that can do with one: starting it takes more than ten seconds. Nobody stops it, nobody
 * counts what others do, too, and each test has ids of its own.
 */
final class SharedInstance implements AutoCloseable {

    private final Path directory;
    private final Quickstart quickstart;

    private SharedInstance() {
        try {
            directory = Files.createTempDirectory("postway-shared");
            var places = directory.resolve("places.mmdb");
            MmdbFile.write(places, Map.of("192.0.2.0/24", List.of("DE", "Berlin")));
            quickstart = Quickstart.start(
                    directory,
                    Map.of(
                            "POSTWAY_ADMIN_TOKEN", AdminApi.TOKEN,
                            "POSTWAY_GEO_DATABASE", places.toString(),
                            "POSTWAY_COLLECT_TRUSTED_PROXIES", "127.0.0.1,::1",
                            "POSTWAY_COLLECT_REFUSED_PER_SOURCE", "64GB",
                            "POSTWAY_COLLECT_REFUSED_OF_STRANGERS", "64GB"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    PostwayProcess postway() {
        return quickstart.postway();
    }

    TopicReader topics() {
        return quickstart.topics();
    }

    AdminApi admin() {
        return new AdminApi(postway().http());
    }

    @Override
    public void close() {
        postway().close();
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives the one instance, or the links on it, to every test that asks; it ends with the last of them. */
    static final class Resolver implements ParameterResolver {

        private static final ExtensionContext.Namespace NAMESPACE =
                ExtensionContext.Namespace.create(SharedInstance.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return List.of(SharedInstance.class, Links.class)
                    .contains(parameter.getParameter().getType());
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            var instance = shared(context, SharedInstance.class, SharedInstance::new);
            return parameter.getParameter().getType() == Links.class
                    ? shared(context, Links.class, () -> new Links(instance))
                    : instance;
        }

        private static <T> T shared(ExtensionContext context, Class<T> type, Supplier<T> make) {
            return context.getRoot().getStore(NAMESPACE).computeIfAbsent(type, key -> make.get(), type);
        }
    }
}
