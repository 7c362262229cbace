package io.postway.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.postway.event.Engagement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever stands in a query: never our fault, and what the server lets through is kept byte for byte. */
@ExtendWith(SharedInstance.Resolver.class)
class HostileQueriesIT {

    private static final int RANDOM_QUERIES = 5_000;
    private static final long SEED = Long.getLong("postway.fuzz.seed", 20_261_122L);
    private static final int SENDERS = 32;

    /** What tells one query from all others. */
    private static final Pattern NUMBER = Pattern.compile("&hostile=(\\d+)$");

    /** All that may stand in a request line but what ends the target: a space, and a fragment's {@code #}. */
    private static final Pattern PRINTABLE = Pattern.compile("[!-~&&[^#]]*");

    private static final List<String> AGENTS = List.of(
            "User-Agent: test",
            "User-Agent: Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15",
            "User-Agent: Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Mobile");

    private static final List<String> ACCEPTS = List.of("Accept: */*", "Accept: text/html");

    private static final List<String> PIECES = List.of(
            "&",
            "&&",
            "=",
            "==",
            "%",
            "%%",
            "%2",
            "%zz",
            "%00",
            "%0d%0a",
            "%c0%80",
            "%ff%fe",
            "%ed%a0%80",
            "%F0%9F%98%80",
            "+",
            ";",
            ",",
            "{",
            "}",
            "[",
            "]",
            "|",
            "^",
            "`",
            "<",
            ">",
            "\"",
            "\\",
            "'",
            "$",
            "?",
            "/",
            "//",
            "..",
            ":",
            "@",
            "{idfa}",
            "%7Bidfa%7D",
            "[]",
            "idfa",
            "campaign",
            "s2s=1",
            "deep_link=",
            "redirect=",
            "rt=0",
            "a",
            "Z",
            "9",
            "~");

    @Test
    void brokenMacrosAreDailyLife(Links links) {
        var answer =
                links.get("/linka01?campaign={affiliate_id}&idfa={ios_ifa}&backinapp_click_id={clickid}&hostile=1");

        assertThat(RawHttp.status(answer)).isEqualTo(302);
        var click = kept(links).get(1);
        assertThat(click.tracker().name()).isEqualTo("BackInApp");
        assertThat(click.deviceIds().isEmpty()).isTrue();
        assertThat(click.flags()).containsExactly(Engagement.Flag.NO_BACKINAPP_CLICK_ID);
        assertThat(click.parameters().byName()).containsEntry("backinapp_click_id", "{clickid}");
        assertThat(Stream.of("campaign", "idfa", "backinapp_click_id")
                        .filter(name -> click.parameters().value(name).isPresent()))
                .isEmpty();
    }

    @Test
    void naughtyStringsHurtNobody(Links links) throws IOException {
        var queries = Files.readAllLines(Path.of("src/test/resources/links/naughty-strings.txt")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> new String(Base64.getDecoder().decode(line), StandardCharsets.ISO_8859_1))
                .flatMap(naughty -> Stream.of("campaign=" + percentEncoded(naughty), "campaign=" + naughty, naughty))
                .toList();

        sendAndCheck(links, queries, 10_000);
    }

    @Test
    void randomQueriesHurtNobody(Links links) {
        var queries = IntStream.range(0, RANDOM_QUERIES)
                .mapToObj(number -> random(new SplittableRandom(SEED + number)))
                .toList();

        sendAndCheck(links, queries, 100_000);
    }

    @Test
    void thePageThatOpensAppsTakesAnything(Links links) {
        for (String query :
                List.of("deep_link=%zz", "deep_link=%ff", "=a", "deep_link=a&deep_link=b", "&&", "{}[]|", "")) {
            for (String agent : AGENTS) {
                assertThat(RawHttp.status(links.get("/open/linka01?" + query, agent)))
                        .as(query)
                        .isEqualTo(302);
            }
        }
    }

    @Test
    void aHeadMayHaveThirtyTwoKilobytes(Links links) {
        sendAndCheck(links, List.of("x=" + "a".repeat(32_000), "x=" + "{m}".repeat(10_000)), 1_000);

        var refused = links.postway().metric("postway_http_refused_total", "server");
        assertThat(RawHttp.status(links.get("/linka01?x=" + "a".repeat(100_000))))
                .isEqualTo(400);
        assertThat(links.postway().metric("postway_http_refused_total", "server"))
                .isEqualTo(refused + 1);
    }

    @Test
    void whatTheFirewallRefusesIsCounted(Links links) {
        var refused = links.postway().metric("postway_http_refused_total", "firewall");

        for (String path : List.of("//linka01", "/linka01;a=b", "/impression//linka01", "/./linka01")) {
            assertThat(RawHttp.status(links.get(path))).as(path).isEqualTo(400);
        }

        assertThat(links.postway().metric("postway_http_refused_total", "firewall"))
                .isEqualTo(refused + 4);
    }

    /** @param first the number of the first query; each test has its own */
    private static void sendAndCheck(Links links, List<String> queries, int first) {
        var statuses = new ConcurrentHashMap<Integer, Integer>();
        try (var senders = Executors.newFixedThreadPool(SENDERS)) {
            IntStream.range(0, queries.size())
                    .forEach(i -> senders.execute(() ->
                            statuses.put(i, status(links, numbered(queries.get(i), first + i), i))));
        }

        assertThat(statuses).hasSize(queries.size());
        var kept = kept(links);
        statuses.forEach((i, status) -> check(numbered(queries.get(i), first + i), status, kept.get(first + i)));
    }

    private static String numbered(String query, int number) {
        return query + "&hostile=" + number;
    }

    /** By phones and browsers in turns: each goes another way. */
    private static int status(Links links, String query, int number) {
        var path = (number % 5 == 4 ? "/impression/linka01?" : "/linka01?") + query;
        return RawHttp.status(links.tryGet(path, AGENTS.get(number % AGENTS.size()), ACCEPTS.get(number % 2)));
    }

    private static void check(String query, int status, Engagement kept) {
        assertThat(status).as(query).isLessThan(500);
        if (PRINTABLE.matcher(query).matches()) {
            // Only a server's report can be refused: for want of an id.
            assertThat(status).as(query).isIn(query.contains("s2s") ? List.of(200, 302, 400) : List.of(200, 302));
            assertThat(kept == null).as(query).isEqualTo(status == 400);
        }
        if (kept != null) {
            assertThat(kept.rawQuery()).isEqualTo(query);
        }
    }

    private static Map<Integer, Engagement> kept(Links links) {
        return links.engagements().stream()
                .filter(engagement -> NUMBER.matcher(engagement.rawQuery()).find())
                .collect(Collectors.toMap(HostileQueriesIT::number, engagement -> engagement));
    }

    private static int number(Engagement click) {
        var number = NUMBER.matcher(click.rawQuery());
        assertThat(number.find()).isTrue();
        return Integer.parseInt(number.group(1));
    }

    /** One in five with bytes that may not stand in a query. */
    private static String random(SplittableRandom random) {
        var wild = random.nextInt(5) == 0;
        return IntStream.range(0, random.nextInt(1, 40))
                .mapToObj(i -> random.nextInt(8) == 0
                        ? Character.toString(wild ? random.nextInt(1, 256) : random.nextInt('$', '~' + 1))
                        : PIECES.get(random.nextInt(PIECES.size())))
                .collect(Collectors.joining());
    }

    private static String percentEncoded(String bytes) {
        return bytes.chars().mapToObj(letter -> "%%%02X".formatted(letter)).collect(Collectors.joining());
    }
}
