package io.postway.collect.visitor;

import com.maxmind.db.CHMCache;
import com.maxmind.db.MaxMindDbConstructor;
import com.maxmind.db.MaxMindDbParameter;
import com.maxmind.db.Reader;
import io.postway.event.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where addresses are: a file in MaxMind's format with the fields of GeoLite2-City, which other vendors offer, too. It
 * is read once, at the start; without a file every place is unknown, and so is what the file has in another form.
 */
public final class GeoDatabase implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(GeoDatabase.class);
    private static final String ENGLISH = "en";

    private final @Nullable Reader reader;

    private GeoDatabase(@Nullable Reader reader) {
        this.reader = reader;
    }

    /**
     * @param file null: there is none
     * @throws UncheckedIOException if there is no such database
     */
    public static GeoDatabase open(@Nullable Path file) {
        if (file == null) {
            return new GeoDatabase(null);
        }
        try {
            var reader = new Reader(file.toFile(), new CHMCache());
            log.info(
                    "Places from {} of {}",
                    reader.getMetadata().databaseType(),
                    reader.getMetadata().buildTime());
            return new GeoDatabase(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("postway.collect.geo-database cannot be read: " + file, e);
        }
    }

    public Place locate(InetAddress address) {
        if (reader == null) {
            return Place.unknown();
        }
        try {
            return Optional.ofNullable(reader.get(address, City.class))
                    .map(City::place)
                    .orElseGet(Place::unknown);
        } catch (IOException | RuntimeException e) {
            // A file with other fields than we know, or a broken one: a place is not worth a click.
            log.debug("geo.unreadable cause={}", e.getClass().getSimpleName());
            return Place.unknown();
        }
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
        }
    }

    /** As the database has it, as far as we need it. */
    public record City(@Nullable Country country, @Nullable Names city) {

        @MaxMindDbConstructor
        public City(
                @MaxMindDbParameter(name = "country") @Nullable Country country,
                @MaxMindDbParameter(name = "city") @Nullable Names city) {
            this.country = country;
            this.city = city;
        }

        private Place place() {
            return new Place(
                    Optional.ofNullable(country)
                            .flatMap(known -> Optional.ofNullable(known.isoCode()))
                            .map(code -> code.toLowerCase(Locale.ROOT))
                            .orElse(null),
                    Optional.ofNullable(city)
                            .flatMap(known -> Optional.ofNullable(
                                    Objects.requireNonNullElseGet(known.names(), Map::<String, String>of)
                                            .get(ENGLISH)))
                            .orElse(null));
        }
    }

    public record Country(@Nullable String isoCode) {

        @MaxMindDbConstructor
        public Country(@MaxMindDbParameter(name = "iso_code") @Nullable String isoCode) {
            this.isoCode = isoCode;
        }
    }

    public record Names(@Nullable Map<String, String> names) {

        @MaxMindDbConstructor
        public Names(@MaxMindDbParameter(name = "names") @Nullable Map<String, String> names) {
            this.names = names;
        }
    }
}
