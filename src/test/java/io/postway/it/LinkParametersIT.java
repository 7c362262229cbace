package io.postway.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.postway.event.Engagement;
import io.postway.event.Json;
import io.postway.event.Rejected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** {@code links/parameters.txt}, row by row: over HTTP, to the record on the topic. */
@ExtendWith(SharedInstance.Resolver.class)
class LinkParametersIT {

    private static final Path TABLE = Path.of("src/test/resources/links/parameters.txt");
    private static final String IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15"
            + " (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1";
    private static final String GALAXY = "Mozilla/5.0 (Linux; Android 13; SM-S918B) AppleWebKit/537.36 (KHTML, like"
            + " Gecko) Chrome/116.0.0.0 Mobile Safari/537.36";

    /** What tells a row's request from all others. */
    private static final Pattern ROW = Pattern.compile("&?row=(\\d+)$");

    private record Row(String rule, String request, String header, String what, String expected) {

        private static Row parse(String line) {
            var cells = Stream.of(line.split(" \\| ", -1)).map(String::strip).toList();
            assertThat(cells).as(line).hasSize(5);
            return new Row(
                    cells.get(0), cells.get(1), withAgents(cells.get(2)), cells.get(3), withAgents(cells.get(4)));
        }

        private static String withAgents(String cell) {
            return cell.replace("{UA}", IPHONE).replace("{AND}", GALAXY);
        }

        private String path(int number) {
            return request + (request.contains("?") ? "&" : "?") + "row=" + number;
        }
    }

    @TestFactory
    Stream<DynamicTest> eachRuleHolds(Links links) throws IOException {
        var rows = Files.readAllLines(TABLE).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Row::parse)
                .toList();
        var answers =
                rows.stream().map(row -> ask(links, row, rows.indexOf(row))).toList();
        var kept = byRow(links.engagements(), Engagement::rawQuery);
        var refused = byRow(links.topics().readAll(Links.TOPICS.rejected()), LinkParametersIT::query);
        return IntStream.range(0, rows.size()).mapToObj(i -> {
            var row = rows.get(i);
            return DynamicTest.dynamicTest(row.rule(), () -> check(row, answers.get(i), kept.get(i), refused.get(i)));
        });
    }

    private static String ask(Links links, Row row, int number) {
        return row.header().equals("-")
                ? links.get(row.path(number), "User-Agent: test")
                : links.get(row.path(number), row.header());
    }

    private static String query(Rejected rejected) {
        return Optional.ofNullable(rejected.request())
                .flatMap(request -> Optional.ofNullable(request.query()))
                .orElse("");
    }

    private static <V> Map<Integer, JsonNode> byRow(List<V> records, Function<V, String> query) {
        var byRow = new HashMap<Integer, JsonNode>();
        for (V record : records) {
            var row = ROW.matcher(query.apply(record));
            if (row.find()) {
                assertThat(byRow.put(Integer.valueOf(row.group(1)), Json.MAPPER.valueToTree(record)))
                        .as("one record a request")
                        .isNull();
            }
        }
        return byRow;
    }

    private static void check(Row row, String answer, JsonNode kept, JsonNode refused) {
        var found = look(row.what(), answer, kept, refused);
        if (row.expected().startsWith("~")) {
            assertThat(found).matches(row.expected().substring(1));
        } else {
            assertThat(found).isEqualTo(row.expected());
        }
    }

    private static String look(String what, String answer, JsonNode kept, JsonNode refused) {
        return switch (what) {
            case "status" -> String.valueOf(RawHttp.status(answer));
            case "location", "cache-control", "content-type" ->
                RawHttp.header(answer, what).orElse("-");
            case "body" -> RawHttp.body(answer);
            default ->
                what.startsWith("/rejected") ? text(refused, what.substring("/rejected".length())) : text(kept, what);
        };
    }

    private static String text(JsonNode record, String pointer) {
        assertThat(record).as("a record").isNotNull();
        var value = record.at(pointer);
        if (value.isMissingNode()) {
            return "-";
        }
        return value.isString() ? ROW.matcher(value.stringValue()).replaceFirst("") : value.toString();
    }
}
