package io.postway.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.postway.delivery.SignedHeaders;
import io.postway.event.Callback;
import io.postway.event.Callback.Method;
import io.postway.forwarding.ShippedTemplate;
import io.postway.http.FormData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page for BackInApp's engineers shows what is sent: each of its examples is that of the golden run.
 *
 * <p>{@code mvn test -Dtest=BackinappPageTest -Dpostway.golden=write} writes them anew.
 */
class BackinappPageTest {

    private static final Path PAGE = Path.of("docs", "backinapp.md");
    private static final String NEW = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String OLD = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /** A comment that tells what the block below it shows: a callback, as a request or some of its parameters. */
    private static final Pattern EXAMPLE =
            Pattern.compile("(<!-- example: (GET |POST |)(\\S+)(.*?) -->\n```\\w*\n)(.*?)(```\n)", Pattern.DOTALL);

    /** A row of the table: the parameter, what it is, an example, and when it is absent. */
    private static final Pattern ROW = Pattern.compile("(?m)^(\\| `(\\w+)` \\|[^|\n]*\\|)([^|\n]*)(\\|[^|\n]*\\|)$");

    private static final Pattern SCRIPT = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private static Path state;

    private static Map<String, Callback> queries;
    private static Map<String, Callback> bodies;

    @BeforeAll
    static void live() {
        queries = GoldenRun.callbacks(Method.GET, state.resolve("get"));
        bodies = GoldenRun.callbacks(Method.POST, state.resolve("post"));
    }

    @Test
    void itsExamplesAreWhatIsSent() throws IOException {
        var page = Files.readString(PAGE);

        var right = replace(ROW, replace(EXAMPLE, page, BackinappPageTest::example), BackinappPageTest::row);

        if ("write".equals(System.getProperty("postway.golden"))) {
            Files.writeString(PAGE, right);
        }
        assertThat(PAGE)
                .as("if what is said now is right: mvn test -Dtest=BackinappPageTest -Dpostway.golden=write")
                .hasContent(right);
        assertThat(EXAMPLE.matcher(page).results()).hasSizeGreaterThanOrEqualTo(7);
    }

    @Test
    void itsTableHasEveryParameter() throws IOException {
        var listed = ROW.matcher(Files.readString(PAGE))
                .results()
                .map(row -> row.group(2))
                .toList();

        var sent = Stream.concat(ShippedTemplate.expressions().keySet().stream(), Stream.of("backinapp_click_id"));
        assertThat(listed).containsExactlyInAnyOrderElementsOf(sent.toList());
    }

    @Test
    void itsScriptComputesTheSignature(@TempDir Path directory) throws IOException, InterruptedException {
        assumeTrue(runs("command -v openssl od base64", directory), "the page's lines need openssl");
        var callback = callback(queries, "ios-install");
        var headers = headers(callback, List.of(NEW));
        Files.writeString(directory.resolve("payload"), callback.payload());
        var script =
                SCRIPT.matcher(Files.readString(PAGE)).results().findFirst().orElseThrow();
        var bash = new ProcessBuilder("bash", "-c", script.group(1)).directory(directory.toFile());
        bash.environment().put("SECRET", NEW);
        bash.environment().put("WEBHOOK_ID", Objects.requireNonNull(headers.get("webhook-id")));
        bash.environment().put("WEBHOOK_TIMESTAMP", Objects.requireNonNull(headers.get("webhook-timestamp")));

        var printed = new String(bash.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat("v1," + printed.strip()).isEqualTo(headers.get("webhook-signature"));
    }

    private static boolean runs(String command, Path directory) throws IOException, InterruptedException {
        return new ProcessBuilder("bash", "-c", command)
                        .directory(directory.toFile())
                        .start()
                        .waitFor()
                == 0;
    }

    private static String replace(Pattern pattern, String text, Function<MatchResult, String> replacement) {
        return pattern.matcher(text).replaceAll(match -> Matcher.quoteReplacement(replacement.apply(match)));
    }

    private static String example(MatchResult block) {
        var name = block.group(3);
        var shown = switch (block.group(2)) {
            case "GET " -> request("GET /postway?" + callback(queries, name).payload(), callback(queries, name));
            case "POST " -> request("POST /postway", callback(bodies, name)) + body(callback(bodies, name));
            default -> lines(name, words(block.group(4)));
        };
        return block.group(1) + shown + block.group(6);
    }

    private static String request(String line, Callback callback) {
        var lines = new ArrayList<>(List.of(line + " HTTP/1.1", "Host: partner.example.com"));
        headers(callback, List.of(NEW, OLD)).forEach((name, value) -> lines.add(name + ": " + value));
        return String.join("\n", lines) + "\n";
    }

    private static String body(Callback callback) {
        return "Content-Type: application/json; charset=UTF-8\n\n" + callback.payload() + "\n";
    }

    /** As they would be a second after the activity came in. */
    private static Map<String, String> headers(Callback callback, List<String> secrets) {
        return SignedHeaders.of(
                callback.callbackId(),
                callback.payload(),
                secrets,
                callback.receivedAt().plusSeconds(1));
    }

    /** @param wanted names of parameters; none: all */
    private static String lines(String name, List<String> wanted) {
        return parameters(name).entrySet().stream()
                .filter(parameter -> wanted.isEmpty() || wanted.contains(parameter.getKey()))
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private static String row(MatchResult row) {
        var example = queries.keySet().stream()
                .flatMap(name -> Stream.ofNullable(parameters(name).get(row.group(2))))
                .findFirst();
        return row.group(1) + example.map(value -> " `" + value + "` ").orElse(" ") + row.group(4);
    }

    private static Map<String, String> parameters(String name) {
        return FormData.parse(callback(queries, name).payload()).byName();
    }

    private static Callback callback(Map<String, Callback> run, String name) {
        return Objects.requireNonNull(run.get(name), name);
    }

    private static List<String> words(String text) {
        return Stream.of(text.strip().split(" "))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
