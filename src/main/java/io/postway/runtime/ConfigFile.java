package io.postway.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/** A file of {@code config/}: the one in the working directory, where an operator has one, else the one in the jar. */
public final class ConfigFile {

    private ConfigFile() {}

    public static Resource find(String name) {
        var own = Path.of("config", name);
        return Files.exists(own) ? new FileSystemResource(own) : new ClassPathResource("config/" + name);
    }
}
