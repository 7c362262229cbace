package io.postway.collect.visitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postway.event.Place;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeoDatabaseTest {

    @TempDir
    private Path directory;

    @Test
    void anAddressIsWhereItsNetworkIs() throws IOException {
        var file = directory.resolve("places.mmdb");
        MmdbFile.write(
                file,
                Map.of(
                        "192.0.2.0/24", List.of("DE", "Berlin"),
                        "198.51.100.7/32", List.of("FR", "Saint-Étienne"),
                        "2001:db8::/32", List.of("JP", "Tokyo")));

        try (var places = GeoDatabase.open(file)) {
            assertThat(places.locate(InetAddress.ofLiteral("192.0.2.77"))).isEqualTo(new Place("de", "Berlin"));
            assertThat(places.locate(InetAddress.ofLiteral("198.51.100.7")))
                    .isEqualTo(new Place("fr", "Saint-Étienne"));
            assertThat(places.locate(InetAddress.ofLiteral("198.51.100.8"))).isEqualTo(Place.unknown());
            assertThat(places.locate(InetAddress.ofLiteral("2001:db8::1"))).isEqualTo(new Place("jp", "Tokyo"));
            assertThat(places.locate(InetAddress.ofLiteral("203.0.113.1"))).isEqualTo(Place.unknown());
        }
    }

    @Test
    void whatAFileHasInAnotherFormIsUnknown() throws IOException {
        var file = directory.resolve("flat.mmdb");
        MmdbFile.writeFlat(file, "192.0.2.0/24");

        try (var places = GeoDatabase.open(file)) {
            assertThat(places.locate(InetAddress.ofLiteral("192.0.2.77"))).isEqualTo(Place.unknown());
        }
    }

    @Test
    void withoutAFileEveryPlaceIsUnknown() throws IOException {
        try (var places = GeoDatabase.open(null)) {
            assertThat(places.locate(InetAddress.ofLiteral("192.0.2.77"))).isEqualTo(Place.unknown());
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsNamedWithItsSetting() throws IOException {
        var file = Files.writeString(directory.resolve("no.mmdb"), "no database");

        assertThatThrownBy(() -> GeoDatabase.open(file))
                .hasMessage("postway.collect.geo-database cannot be read: " + file);
    }
}
