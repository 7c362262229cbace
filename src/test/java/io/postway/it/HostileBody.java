package io.postway.it;

import io.postway.apple.Vector;
import io.postway.event.Json;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bodies that nobody should send: random bytes, and postbacks with something wrong. The same seed gives the same body,
 * so that a finding can be repeated and what was kept can be compared.
 */
final class HostileBody {

    private static final List<ObjectNode> POSTBACKS =
            Vector.all().map(Vector::body).toList();

    private static final List<String> FIELDS = List.of(
            "version",
            "ad-network-id",
            "campaign-id",
            "source-identifier",
            "source-identifer",
            "app-id",
            "transaction-id",
            "redownload",
            "source-app-id",
            "source-domain",
            "fidelity-type",
            "did-win",
            "postback-sequence-index",
            "conversion-value",
            "coarse-conversion-value",
            "country-code",
            "attribution-signature",
            "jws-string",
            "ad-interaction-type",
            "adjust-tracker",
            "adjust-campaign",
            "adjust-campaign-id",
            "timestamp",
            "country",
            "ip-address",
            "user-agent",
            "something-else");

    /** Values as JSON, some right in some field, most wrong in most. */
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "0",
            "1",
            "2",
            "63",
            "64",
            "100",
            "101",
            "-1",
            "-0",
            "1.0",
            "1e2",
            "1E400",
            "1e-400",
            "9223372036854775807",
            "9223372036854775808",
            "99999999999999999999999999999999",
            "\"\"",
            "\" \"",
            "\"0\"",
            "\"1\"",
            "\"39\"",
            "\"0039\"",
            "\"true\"",
            "\"low\"",
            "\"HIGH\"",
            "\"none\"",
            "\"1.0\"",
            "\"2.0\"",
            "\"2.2\"",
            "\"3.0\"",
            "\"4.0\"",
            "\"4.1\"",
            "\"04.0\"",
            "\"99.9\"",
            "\"1000.0\"",
            "\"v4\"",
            "\"DE\"",
            "\"abc123\"",
            "\"\\ud800\"",
            "\"a\\udc00b\"",
            "\"\\u0000\"",
            "\"\\u2063\"",
            "\"\uD83D\uDE00\"",
            "\"\\\"\\\\\\/\"",
            "\"{campaign}\"",
            "\"" + "x".repeat(256) + "\"",
            "\"" + "x".repeat(257) + "\"",
            "\"" + "\\ud83d".repeat(200) + "\"",
            "\"1597151456\"",
            "1597151456000",
            "4102444800",
            "[]",
            "{}",
            "[[[[]]]]",
            "{\"a\":{\"b\":null}}",
            "\"e30.e30.e30\"",
            "\"..\"");

    private static final List<Charset> ENCODINGS =
            List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16, StandardCharsets.ISO_8859_1);

    private final SplittableRandom random;

    private HostileBody(long seed) {
        this.random = new SplittableRandom(seed);
    }

    static byte[] of(long seed) {
        return new HostileBody(seed).next();
    }

    /** The same in query form, percent-encoded or not as it comes. */
    static String query(long seed) {
        return new HostileBody(seed).nextQuery();
    }

    private String nextQuery() {
        return changed().properties().stream()
                .map(field ->
                        encoded(field.getKey()) + "=" + encoded(field.getValue().asString("")))
                .collect(Collectors.joining(pick(List.of("&", "&", "&&", "&=&"))));
    }

    private String encoded(String text) {
        var encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);
        return random.nextInt(10) == 0 ? encoded.replace("%2", pick(List.of("%252", "%C3", "%FF%2"))) : encoded;
    }

    private byte[] next() {
        return switch (random.nextInt(10)) {
            case 0 -> noise(random.nextInt(2_000));
            case 1, 2, 3 -> scratched(postback().toString().getBytes(StandardCharsets.UTF_8));
            case 4 -> scratched(changed().toString().getBytes(StandardCharsets.UTF_8));
            case 5 -> large();
            default -> changed().toString().getBytes(StandardCharsets.UTF_8);
        };
    }

    private byte[] noise(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private ObjectNode postback() {
        return pick(POSTBACKS).deepCopy();
    }

    /** With one to three fields set to something, removed or misspelt. */
    private ObjectNode changed() {
        var body = postback();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            var field = random.nextBoolean() ? pick(FIELDS) : pick(List.copyOf(body.propertyNames()));
            switch (random.nextInt(6)) {
                case 0 -> body.remove(field);
                case 1 -> body.set(field + pick(List.of(" ", "s", "\u00AD")), Json.MAPPER.readTree(pick(VALUES)));
                default -> body.set(field, Json.MAPPER.readTree(pick(VALUES)));
            }
        }
        return body;
    }

    private byte[] large() {
        var text = postback().toString();
        var start = text.substring(0, text.length() - 1);
        var body = switch (random.nextInt(4)) {
            case 0 -> start + ",\"x\":" + "[".repeat(random.nextInt(3_000));
            case 1 -> start + ",\"adjust-campaign\":\"" + "y".repeat(random.nextInt(80_000)) + "\"}";
            case 2 -> start + ",\"campaign-id\":" + "7".repeat(random.nextInt(3_000)) + "}";
            default -> start + "," + text.substring(1);
        };
        return body.getBytes(StandardCharsets.UTF_8);
    }

    /** Cut, bent, doubled or in another encoding. */
    private byte[] scratched(byte[] body) {
        var from = random.nextInt(body.length);
        var to = from + random.nextInt(Math.min(body.length - from, 20) + 1);
        return switch (random.nextInt(7)) {
            case 0 -> Arrays.copyOf(body, from);
            case 1 -> joined(Arrays.copyOf(body, from), Arrays.copyOfRange(body, to, body.length));
            case 2 -> joined(body, noise(random.nextInt(1, 4)));
            case 3 ->
                joined(
                        Arrays.copyOf(body, from),
                        noise(random.nextInt(1, 4)),
                        Arrays.copyOfRange(body, from, body.length));
            case 4 -> joined(Arrays.copyOf(body, to), Arrays.copyOfRange(body, from, body.length));
            case 5 -> new String(body, StandardCharsets.UTF_8).getBytes(pick(ENCODINGS));
            default -> bent(body, from);
        };
    }

    private byte[] bent(byte[] body, int at) {
        var bent = body.clone();
        bent[at] = (byte) (bent[at] ^ (1 << random.nextInt(8)));
        return bent;
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
