package io.postway.console;

import io.postway.event.Environment;
import java.util.Locale;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/** {@code environment} in a query, as the API writes it everywhere else: in lower case. */
@Component
final class EnvironmentParameter implements Converter<String, Environment> {

    @Override
    public Environment convert(String text) {
        return Environment.valueOf(text.toUpperCase(Locale.ROOT));
    }
}
