package io.postway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postway.event.ActivityKind;
import io.postway.event.Json;
import io.postway.event.Topics;
import io.postway.http.FormData;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * An app of its own on the shared instance, whose panel nobody has touched, with a link of BackInApp's, and what
 * BackInApp hears of it.
 */
final class GuideShop {

    private static final Topics TOPICS = new Topics("postway");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SharedInstance instance;
    private final String app;

    private GuideShop(SharedInstance instance, String app) {
        this.instance = instance;
        this.app = app;
    }

    static GuideShop open(SharedInstance instance) {
        var name = UUID.randomUUID().toString().replace("-", "");
        var shop = new GuideShop(instance, name.substring(0, 12));
        created(instance.admin().post("/apps", """
            {"token":"%s","name":"Guide","ios_app_id":%d,"android_package":"com.example.guide",
             "events":[{"token":"ev0001","name":"Purchase","unique":false,"revenue":true},
                       {"token":"ev0002","name":"Registration","unique":false,"revenue":false},
                       {"token":"ev0003","name":"Level reached","unique":false,"revenue":false}]}
            """.formatted(shop.app, Integer.toUnsignedLong(name.hashCode()) + 1)));
        created(instance.admin().post("/apps/" + shop.app + "/links", """
            {"token":"%s","name":"BackInApp","partner":"backinapp"}
            """.formatted(shop.link())));
        return shop;
    }

    /** The same, the panel filled in. */
    static GuideShop open(SharedInstance instance, String panel) {
        var shop = open(instance);
        assertThat(shop.change(panel).statusCode()).isEqualTo(200);
        return shop;
    }

    String app() {
        return app;
    }

    private String link() {
        return app.substring(0, 7);
    }

    JsonNode panel() {
        return read("/partners/backinapp");
    }

    /** Changes the fields that {@code patch} names. */
    HttpResponse<String> change(String patch) {
        var admin = instance.admin();
        return admin.patch(panelPath(), admin.etag(panelPath()), patch);
    }

    HttpResponse<String> fillWithEventNames() {
        var admin = instance.admin();
        return admin.send("POST", panelPath() + "/event_links/fill", "", admin.etag(panelPath()));
    }

    private String panelPath() {
        return "/apps/" + app + "/partners/backinapp";
    }

    /** An id for a phone that nobody has seen. */
    static String newPhone() {
        return UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
    }

    static String ago(Duration age) {
        return "&created_at_unix=" + Instant.now().minus(age).getEpochSecond();
    }

    void click(String query) {
        assertThat(instance.postway().http().get("/" + link() + "?" + query).statusCode())
                .isEqualTo(302);
    }

    void opens(String form) {
        accepted(instance.postway().http().postForm("/session", "app_token=" + app + "&" + form));
    }

    void does(String event, String form) {
        accepted(instance.postway()
                .http()
                .postForm("/event", "app_token=" + app + "&event_token=" + event + "&" + form));
    }

    String eventPath(String event) {
        return "/event?app_token=" + app + "&event_token=" + event;
    }

    JsonNode device(String id) {
        return read("/devices/" + id);
    }

    JsonNode activity(String id) {
        return read("/activities/" + id);
    }

    private JsonNode read(String path) {
        var answer = instance.admin().get("/apps/" + app + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.parse(answer.body());
    }

    private static void accepted(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** All that has been said so far about this app, in its order. */
    List<Map<String, String>> heard() {
        return instance.topics().readAll(TOPICS.callbacks()).stream()
                .filter(callback -> callback.appToken().value().equals(app))
                .map(callback -> FormData.parse(callback.payload()).byName())
                .toList();
    }

    /** The first callback of that kind about the phone, once it is there; what came before it is there then, too. */
    Map<String, String> awaits(ActivityKind kind, String idfa) {
        return await().atMost(PATIENCE)
                .until(() -> heard(kind, idfa), found -> !found.isEmpty())
                .getFirst();
    }

    List<Map<String, String>> heard(ActivityKind kind, String idfa) {
        return heard().stream()
                .filter(callback -> kind.wireName().equals(callback.get("activity_kind")))
                .filter(callback -> idfa.equals(callback.get("idfa")))
                .toList();
    }

    /** Once everything that was reported so far has been decided: what the phone's callbacks tell, in order. */
    List<String> kindsAfterAll(String idfa) {
        var last = newPhone();
        opens("idfa=" + last);
        awaits(ActivityKind.INSTALL, last);
        return heard().stream()
                .filter(callback -> idfa.equals(callback.get("idfa")))
                .map(callback -> callback.get("activity_kind"))
                .toList();
    }

    private static void created(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }
}
