package io.postway.it;

import static io.postway.it.AdminApi.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postway.event.ActivityKind;
import io.postway.event.Json;
import io.postway.event.Topics;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What was given up is found by an operator, page by page, and tried again when they say so. */
@ExtendWith(SharedInstance.Resolver.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadLettersIT {

    private static final Topics TOPICS = new Topics("postway");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final URI WRONG = URI.create("http://127.0.0.1:9/gone");

    private final SharedInstance instance;
    private final AdminApi admin;
    private final DeadLetterWriter delivery;

    DeadLettersIT(SharedInstance instance) {
        this.instance = instance;
        this.admin = instance.admin();
        this.delivery = new DeadLetterWriter(instance.topics());
    }

    /** Strange records harm nobody. */
    @BeforeAll
    void litter() {
        delivery.litter();
    }

    @AfterAll
    void close() {
        delivery.close();
    }

    @Test
    void aCallbackThatDiedOfAWrongAddressIsReplayedToTheRightOne() {
        var shop = GuideShop.open(instance, "{\"partner_ids\":[\"partner-1\"],\"endpoint\":\"%s\"}".formatted(WRONG));
        shop.opens("idfa=" + GuideShop.newPhone() + "&os_name=ios");
        var dead = await().atMost(PATIENCE)
                .until(() -> items("/dead-letters?app=" + shop.app()), found -> found.size() == 1)
                .getFirst();
        var id = dead.at("/callback/callback_id").asString();
        shop.change("{\"endpoint\":null}");

        var replayed = replay("{\"ids\":[\"%s\"],\"endpoint\":\"current\"}".formatted(id));

        assertThat(replayed.toString())
                .isEqualTo("{\"dry_run\":false,\"matched\":1,\"replayed\":1,\"skipped\":{\"forgotten\":0},"
                        + "\"callback_ids\":[\"" + id + "\"],\"complete\":true}");
        assertThat(awaitDelivery(id).at("/parameters/callback_id").asString()).isEqualTo(id);
        assertThat(instance.topics().readAll(TOPICS.callbacksLater()))
                .filteredOn(later -> later.callback().callbackId().equals(id))
                .singleElement()
                .satisfies(later -> {
                    assertThat(later.attempts()).isZero();
                    assertThat(later.reason()).isEqualTo("replayed");
                    assertThat(later.callback().payload())
                            .isEqualTo(dead.at("/callback/payload").asString());
                });
        awaitReasons(
                "/deliveries?app=" + shop.app() + "&callback_id=" + id,
                "status_200",
                dead.get("reason").asString());
    }

    @Test
    void deadLettersAreFoundByWhatIsKnownOfThem() {
        var app = newApp();
        var first = dies(app, "status_404", 1);
        var second = dies(app, "status_410", 2);
        var third = dies(app, "status_404", 3);

        assertThat(ids("app=" + app)).containsExactly(third, second, first);
        assertThat(ids("app=" + app + "&order=oldest")).containsExactly(first, second, third);
        assertThat(ids("app=" + app + "&code=status_404")).containsExactly(third, first);
        assertThat(ids("app=" + app + "&from=" + at(2))).containsExactly(third, second);
        assertThat(ids("app=" + app + "&to=" + at(2))).containsExactly(first);
        assertThat(ids("app=" + app + "&order=oldest&from=" + at(2) + "&to=" + at(3)))
                .containsExactly(second);
        assertThat(ids("callback_id=" + second)).containsExactly(second);
    }

    @Test
    void pagesHaveNeitherRepeatNorGap() {
        var app = newApp();
        var all = Stream.iterate(1, minute -> minute + 1)
                .limit(7)
                .map(minute -> dies(app, "status_404", minute))
                .toList();

        assertThat(inPages("app=" + app)).containsExactlyElementsOf(all.reversed());
        assertThat(inPages("app=" + app + "&order=oldest&from=" + at(3))).containsExactlyElementsOf(all.subList(2, 7));
    }

    /** One at a time. */
    private List<String> inPages(String query) {
        var found = new ArrayList<String>();
        var page = page("/dead-letters?limit=1&" + query);
        while (true) {
            page.get("items").forEach(item -> found.add(id(item)));
            if (!page.has("next")) {
                return found;
            }
            assertThat(page.get("items").size()).isLessThanOrEqualTo(1);
            page = page("/dead-letters?limit=1&" + query + "&cursor="
                    + page.get("next").asString());
        }
    }

    @Test
    void aReplayIsTriedDryAndThenDoneInParts() {
        var app = newApp();
        var first = dies(app, "status_404", 1);
        var second = dies(app, "status_404", 2);
        dies(app, "status_410", 3);
        var range = "\"app\":\"%s\",\"code\":\"status_404\",\"from\":\"%s\",\"to\":\"%s\"".formatted(app, at(1), at(9));

        var dry = replay("{" + range + ",\"dry_run\":true}");
        var half = replay("{" + range + ",\"limit\":1}");
        var rest = replay("{" + range + ",\"cursor\":" + half.get("next") + "}");

        assertThat(dry.get("matched").asInt()).isEqualTo(2);
        assertThat(dry.get("replayed").asInt()).isZero();
        assertThat(dry.get("callback_ids").toString()).contains(first, second);
        assertThat(half.get("complete").asBoolean()).isFalse();
        assertThat(half.get("callback_ids").toString()).isEqualTo("[\"" + second + "\"]");
        assertThat(rest.get("complete").asBoolean()).isTrue();
        assertThat(rest.get("callback_ids").toString()).isEqualTo("[\"" + first + "\"]");
        Stream.of(first, second).forEach(this::awaitDelivery);
        awaitReasons("/deliveries?app=" + app, "status_200", "status_200");
    }

    @Test
    void whatDiedTwiceIsMeantOnceByItsLastReason() {
        var app = newApp();
        var id = dies(app, "status_404", 1);
        delivery.diesAgain(app, id, "status_410", 1);

        var byFirst = replay("{\"app\":\"%s\",\"code\":\"status_404\",\"dry_run\":true}".formatted(app));
        var byLast = replay("{\"app\":\"%s\",\"code\":\"status_410\",\"dry_run\":true}".formatted(app));
        var any = replay("{\"app\":\"%s\",\"dry_run\":true}".formatted(app));

        assertThat(byFirst.get("matched").asInt()).isZero();
        assertThat(byLast.get("matched").asInt()).isEqualTo(1);
        assertThat(any.get("matched").asInt()).isEqualTo(1);
    }

    @Test
    void withoutAnotherWordItGoesWhereItWentBefore() {
        var app = newApp();
        var id = delivery.dies(app, "status_404", 1, WRONG);

        replay("{\"ids\":[\"%s\"]}".formatted(id));

        awaitReasons("/dead-letters?app=" + app, "forbidden_address", "status_404");
    }

    @Test
    void ofAnErasedDeviceOnlyItsErasureIsReplayed() {
        var app = newApp();
        dies(app, "status_404", 1);
        var erasure = delivery.dies(app, ActivityKind.GDPR_FORGET_DEVICE, "status_404", 2, null);
        delivery.forgetsDevice(app);
        var wish = "{\"app\":\"%s\",\"dry_run\":true}".formatted(app);

        var dry = await().atMost(PATIENCE)
                .until(
                        () -> replay(wish),
                        tried -> tried.at("/skipped/forgotten").asInt() == 1);

        assertThat(dry.get("matched").asInt()).isEqualTo(2);
        assertThat(dry.get("callback_ids").toString()).isEqualTo("[\"" + erasure + "\"]");
    }

    @Test
    void whatWasRefusedIsListedWithTheBeginningOfItsBody() {
        var app = newApp();
        delivery.refuses(app, "too_odd", new byte[5_000]);

        var found = items("/rejected?code=too_odd&app=" + app);

        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.at("/body/length").asInt()).isEqualTo(5_000);
            assertThat(one.at("/body/bytes").binaryValue()).hasSize(2_048);
            assertThat(one.at("/body/sha256").asString()).hasSize(64);
        });
    }

    @Test
    void whatMakesNoSenseHearsWhy() {
        var other = cursor("attempts", "0 0 0 0 0 0");
        assertThat(refusal("/dead-letters?form=2026-03-01T00:00:00Z"))
                .isEqualTo("form is not a parameter that we know");
        assertThat(refusal("/dead-letters?app=x&app=y")).isEqualTo("app must stand there once");
        assertThat(refusal("/dead-letters?app=x")).startsWith("app: ");
        assertThat(refusal("/dead-letters?code=Status")).startsWith("code must be");
        assertThat(refusal("/dead-letters?callback_id=1")).startsWith("callback_id must be");
        assertThat(refusal("/rejected?callback_id=" + "0".repeat(32))).contains("callback_id is not a parameter");
        assertThat(refusal("/dead-letters?from=yesterday")).startsWith("from must be a time");
        assertThat(refusal("/dead-letters?from=" + at(2) + "&to=" + at(1))).isEqualTo("from must be before to");
        assertThat(refusal("/dead-letters?limit=501")).isEqualTo("limit must be 1 to 500");
        assertThat(refusal("/dead-letters?cursor=nonsense")).isEqualTo("cursor: is not one that we gave");
        assertThat(refusal("/dead-letters?cursor=" + other)).isEqualTo("cursor belongs to other records");
        assertThat(refusal("/deliveries?order=oldest&cursor=" + other)).isEqualTo("cursor belongs to another order");
        assertThat(refusal("/dead-letters?cursor=" + cursor("callbacks-dead", "1 1 1 1 1 999999999")))
                .startsWith("cursor points to where nothing has ever stood");
        assertThat(refusal("/dead-letters?cursor=" + cursor("callbacks-dead", "0")))
                .startsWith("cursor points to where nothing");
    }

    private static String cursor(String topic, String offsets) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("newest postway." + topic + " " + offsets).getBytes(StandardCharsets.US_ASCII));
    }

    private String refusal(String path) {
        var answer = admin.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(Json.parse(answer.body()).get("code").asString()).isEqualTo("invalid_value");
        return Json.parse(answer.body()).get("detail").asString();
    }

    private String newApp() {
        return "dead" + UUID.randomUUID().toString().replace("-", "").substring(0, 8);
    }

    private Instant at(int minute) {
        return delivery.at(minute);
    }

    private String dies(String app, String reason, int minute) {
        return delivery.dies(app, reason, minute, null);
    }

    private JsonNode replay(String body) {
        return Json.parse(ok(admin.post("/dead-letters/replay", body)).body());
    }

    private JsonNode page(String path) {
        return Json.parse(ok(admin.get(path)).body());
    }

    private List<JsonNode> items(String path) {
        return page(path).get("items").valueStream().toList();
    }

    private List<String> ids(String query) {
        return items("/dead-letters?" + query).stream().map(DeadLettersIT::id).toList();
    }

    private static String id(JsonNode item) {
        return item.at("/callback/callback_id").asString();
    }

    private void awaitReasons(String path, String... reasons) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(items(path).stream()
                                .map(one -> one.get("reason").asString()))
                        .containsExactly(reasons));
    }

    /** What the partner got under this {@code webhook-id}. */
    private JsonNode awaitDelivery(String id) {
        return await().atMost(PATIENCE)
                .until(
                        () -> Json.parse(instance.postway()
                                        .http()
                                        .get("/sandbox/backinapp/requests")
                                        .body())
                                .valueStream()
                                .filter(one -> one.at("/headers/webhook-id")
                                        .asString("")
                                        .equals(id))
                                .toList(),
                        found -> !found.isEmpty())
                .getFirst();
    }
}
