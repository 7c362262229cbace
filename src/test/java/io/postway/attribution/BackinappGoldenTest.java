package io.postway.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.postway.event.Callback;
import io.postway.event.Callback.Method;
import io.postway.event.Json;
import io.postway.forwarding.ParameterGroup;
import io.postway.http.FormData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * What BackInApp hears, word for word, of each kind of activity on each system: whoever changes it sees what its
 * engineers will see.
 *
 * <p>{@code mvn test -Dtest=BackinappGoldenTest -Dpostway.golden=write} writes the files anew.
 */
class BackinappGoldenTest {

    private static final boolean WRITE = "write".equals(System.getProperty("postway.golden"));
    private static final Path FILES = Path.of("src", "test", "resources", "backinapp");

    static final List<String> NAMES = Stream.of("ios-", "android-")
            .flatMap(system -> Stream.of(
                            "install",
                            "organic-install",
                            "session",
                            "event",
                            "revenue-event",
                            "reattribution",
                            "rejected-install",
                            "rejected-reattribution")
                    .map(kind -> system + kind))
            .toList();

    @TempDir
    private static Path state;

    private static SequencedMap<String, Callback> run;

    @BeforeAll
    static void liveTwoLives() {
        run = GoldenRun.callbacks(Method.GET, state);
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void aCallbackSaysWhatItSaysInItsFile(String name) throws IOException {
        compare(FILES.resolve("golden").resolve(name + ".txt"), readable(parameters(name)));
    }

    @Test
    void thereIsAFileForEachAndNoOther() throws IOException {
        try (var files = Files.list(FILES.resolve("golden"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            NAMES.stream().map(name -> name + ".txt").toList());
        }
        assertThat(run.keySet()).containsExactlyInAnyOrderElementsOf(NAMES);
    }

    @Test
    void theBytesOfAQueryAreThese() throws IOException {
        compare(FILES.resolve("ios-install.query"), callback("ios-install").payload() + "\n");
    }

    @Test
    void theBytesOfABodyAreThese(@TempDir Path otherState) throws IOException {
        var posted = GoldenRun.callbacks(Method.POST, otherState);

        var body = Objects.requireNonNull(posted.get("android-revenue-event")).payload();
        compare(FILES.resolve("android-revenue-event.json"), body + "\n");
    }

    @Test
    void aBodySaysTheSameAsAQuery(@TempDir Path otherState) {
        GoldenRun.callbacks(Method.POST, otherState)
                .forEach((name, callback) -> assertThat(Json.parse(callback.payload()))
                        .isEqualTo(Json.MAPPER.valueToTree(parameters(name))));
    }

    /** All that BackInApp's guide lists is said where it is known, and can be. */
    @ParameterizedTest
    @FieldSource("NAMES")
    void everyGroupOfTheGuideIsThereWhereItCanBe(String name) {
        var expected = EnumSet.allOf(ParameterGroup.class);
        if (!name.endsWith("revenue-event")) {
            expected.remove(ParameterGroup.REVENUE_DATA);
        }
        if (!name.endsWith("event")) {
            expected.remove(ParameterGroup.PARTNER_PARAMETERS);
        }
        if (!name.contains("rejected")) {
            expected.remove(ParameterGroup.REJECTION_REASON);
        }

        assertThat(EnumSet.allOf(ParameterGroup.class))
                .filteredOn(group -> group.isIn(parameters(name).keySet()))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    /** No name without a value, and no value that nobody has told. */
    @Test
    void whatIsNotKnownIsNotThere(@TempDir Path otherState) {
        var said = FormData.parse(GoldenRun.ofAStranger(otherState).payload()).byName();

        assertThat(said.keySet())
                .containsExactly(
                        "partner_id",
                        "callback_id",
                        "idfa",
                        "adid",
                        "app_id",
                        "app_name",
                        "app_token",
                        "environment",
                        "activity_kind",
                        "created_at",
                        "created_at_milli",
                        "received_at",
                        "installed_at",
                        "last_session_time",
                        "is_reattributed",
                        "tracker_name",
                        "network_name",
                        "is_organic",
                        "reattribution_attribution_window",
                        "inactive_user_definition",
                        "session_count");
        assertThat(said.values()).doesNotContain("", "null");
    }

    /** Of Amazon's phones there is none here: their id is the one that nobody has said. */
    @Test
    void everyParameterThatTheGuideCannotDoWithoutIsSaidBySomebody() {
        var said = NAMES.stream()
                .flatMap(name -> parameters(name).keySet().stream())
                .collect(Collectors.toSet());

        assertThat(Stream.of(ParameterGroup.values()).flatMap(group -> group.needed().stream()))
                .filteredOn(parameter -> !said.contains(parameter))
                .containsExactly("fire_adid");
    }

    private static Map<String, String> parameters(String name) {
        return FormData.parse(callback(name).payload()).byName();
    }

    private static Callback callback(String name) {
        return Objects.requireNonNull(run.get(name));
    }

    private static String readable(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private static void compare(Path file, String said) throws IOException {
        if (WRITE) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, said);
        }
        assertThat(file)
                .as("what is said now; if that is right: mvn test -Dtest=BackinappGoldenTest -Dpostway.golden=write")
                .hasContent(said);
    }
}
