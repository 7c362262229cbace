package io.postway.it;

import static io.postway.it.AdminApi.created;
import static io.postway.it.AdminApi.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.postway.event.Json;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What a marketer and an operator do to the settings: change them, look back, take them out and put them in. */
@ExtendWith(SharedInstance.Resolver.class)
class SettingsIT {

    private final AdminApi admin;

    SettingsIT(SharedInstance instance) {
        this.admin = instance.admin();
    }

    @Test
    void aChangeStandsInTheHistoryWithAuthorTimeAndDifference() {
        admin.createShop("histshop0001", "hist123", 2_001);
        var anna = user("anna.history", "read", "write");
        var panel = panelOf("histshop0001");

        var changed = ok(anna.patch(panel, admin.etag(panel), """
            {"session_forwarding":false,"event_links":{"ev0001":"buy"},
             "signing_secrets":["whsec_cG9zdHdheS1kZW1vLXNlY3JldC1ub3Qtc2VjcmV0"]}
            """));

        var entry = history("apps/histshop0001/partners/backinapp").get(0);
        assertThat(entry.get("author").asString()).isEqualTo("anna.history");
        assertThat(entry.get("change").asString()).isEqualTo("changed");
        assertThat(entry.get("at").asString()).startsWith("20");
        assertThat('"' + entry.get("version").asString() + '"')
                .isEqualTo(changed.headers().firstValue("ETag").orElseThrow());
        assertThat(entry.get("diff").valueStream().map(one -> one.get("field").asString()))
                .containsExactly("session_forwarding", "event_links.ev0001", "signing_secrets");
        assertThat(entry.get("diff").get(1).get("before").asString()).isEqualTo("purchase");
        assertThat(entry.get("diff").get(1).get("after").asString()).isEqualTo("buy");
        assertThat(entry.toString()).doesNotContain("whsec_");
    }

    @Test
    void whatWasChangedCanBeRestoredAndWhatWasDeletedToo() {
        admin.createShop("backshop0001", "back123", 2_002);
        var panel = panelOf("backshop0001");
        var before = admin.get(panel).body();
        var version = version(admin.etag(panel));
        ok(admin.patch(panel, "*", "{\"partner_ids\":[]}"));

        assertThat(restore("apps/backshop0001/partners/backinapp", version, null)
                        .statusCode())
                .isEqualTo(428);
        assertThat(restore("apps/backshop0001/partners/backinapp", version, "\"" + version + "\"")
                        .statusCode())
                .isEqualTo(412);
        ok(restore("apps/backshop0001/partners/backinapp", version, admin.etag(panel)));

        assertThat(admin.get(panel).body()).isEqualTo(before);
        var app = version(admin.etag("/apps/backshop0001"));
        assertThat(admin.send("DELETE", "/apps/backshop0001", "", "*").statusCode())
                .isEqualTo(204);
        assertThat(admin.get(panel).statusCode()).isEqualTo(404);
        ok(restore("apps/backshop0001", app, null));
        assertThat(admin.get(panel).body()).isEqualTo(before);
    }

    @Test
    void theHistoryIsReadPageByPage() {
        admin.createShop("pageshop0001", "page123", 2_003);
        for (int i = 0; i < 5; i++) {
            ok(admin.patch("/apps/pageshop0001", "*", "{\"name\":\"Name %d\"}".formatted(i)));
        }

        var first = Json.parse(admin.get("/settings/history?resource=apps/pageshop0001&limit=4")
                .body());
        var second = Json.parse(admin.get("/settings/history?resource=apps/pageshop0001&limit=4&before="
                        + first.get("next").asString())
                .body());

        assertThat(first.get("items")).hasSize(4);
        assertThat(first.get("items").get(0).get("diff").get(0).get("after").asString())
                .isEqualTo("Name 4");
        assertThat(second.get("items").get(0).get("diff").get(0).get("after").asString())
                .isEqualTo("Name 0");
        assertThat(second.get("items").get(0).get("version").asLong())
                .isLessThan(first.get("items").get(3).get("version").asLong());
        assertThat(admin.get("/settings/history?limit=0").statusCode()).isEqualTo(400);
    }

    /** RFC 9110, section 13.1.1: the change has been made, its author only does not know. */
    @Test
    void whoeverLostTheAnswerSendsTheSameAgainAndHearsThatItWorked() {
        admin.createShop("lostshop0001", "lost123", 2_004);
        var bob = user("bob.lost", "read", "write");
        var panel = panelOf("lostshop0001");
        var seen = admin.etag(panel);
        var made = ok(bob.patch(panel, seen, "{\"session_forwarding\":false}"));

        var again = bob.patch(panel, seen, "{\"session_forwarding\":false}");
        ok(admin.patch(panel, "*", "{\"session_forwarding\":true}"));
        var muchLater = bob.patch(panel, seen, "{\"session_forwarding\":false}");

        assertThat(etag(ok(again))).isEqualTo(etag(made));
        assertThat(etag(ok(muchLater))).isEqualTo(etag(made));
        assertThat(bob.patch(panel, etag(muchLater), "{\"data_scope\":\"attributed\"}")
                        .statusCode())
                .isEqualTo(412);
        assertThat(bob.patch(panel, seen, "{\"data_scope\":\"attributed\"}").statusCode())
                .isEqualTo(412);
        assertThat(history("apps/lostshop0001/partners/backinapp")
                        .valueStream()
                        .filter(entry -> entry.get("author").asString().equals("bob.lost")))
                .hasSize(1);
    }

    @Test
    void aChangeThatChangesNothingLeavesNoTrace() {
        admin.createShop("sameshop0001", "same123", 2_005);
        var panel = panelOf("sameshop0001");
        var seen = admin.etag(panel);

        assertThat(etag(ok(admin.patch(panel, seen, "{\"session_forwarding\":true}"))))
                .isEqualTo(seen);
    }

    @Test
    void revenueForwardingGoesOffWithTheLastRevenueEventAndTheAnswerSaysSo() {
        admin.createShop("revshop00001", "reve123", 2_006);
        var panel = panelOf("revshop00001");

        var unlinked = ok(admin.patch(panel, "*", "{\"event_links\":{\"ev0001\":null}}"));

        assertThat(Json.parse(unlinked.body()).get("revenue_forwarding").asBoolean())
                .isFalse();
        assertThat(Json.parse(unlinked.body()).get("warnings").get(0).asString())
                .isEqualTo("revenue_forwarding was switched off: no revenue event is linked any more");
        assertThat(history("apps/revshop00001/partners/backinapp")
                        .get(0)
                        .get("because")
                        .asString())
                .startsWith("revenue_forwarding was switched off");
        var early = admin.patch(panel, "*", "{\"revenue_forwarding\":true}");
        assertThat(early.statusCode()).isEqualTo(400);
        assertThat(early.body()).contains("revenue_forwarding needs at least one revenue event in event_links");
        // A client may send back what it got.
        ok(admin.put(panel, etag(unlinked), unlinked.body()));
    }

    @Test
    void revenueForwardingGoesOffWithTheEventItself() {
        admin.createShop("revshop00002", "reve124", 2_007);
        var panel = panelOf("revshop00002");

        ok(admin.patch("/apps/revshop00002", "*", "{\"events\":[]}"));

        var shown = Json.parse(admin.get(panel).body());
        assertThat(shown.get("revenue_forwarding").asBoolean()).isFalse();
        assertThat(shown.get("event_links")).isEmpty();
        assertThat(history("apps/revshop00002/partners/backinapp")
                        .get(0)
                        .get("because")
                        .asString())
                .startsWith("revenue_forwarding was switched off");
    }

    @Test
    void allSettingsGoOutAndInAgainAsOneFile() {
        admin.createShop("fileshop0001", "file123", 2_008);
        var exported = ok(admin.get("/settings"));
        assertThat(exported.headers().firstValue("Content-Type")).contains("application/yaml;charset=UTF-8");
        assertThat(exported.body()).contains("apps/fileshop0001/links/file123:\n  token: file123\n");
        var edited = exported.body()
                .replace(
                        "apps/fileshop0001:\n  token: fileshop0001\n  name: Shop",
                        "apps/fileshop0001:\n  token: fileshop0001\n  name: Edited");

        var trial = ok(importing(edited, "?dry_run=true", null));
        assertThat(Json.parse(trial.body()).get("changes")).hasSize(1);
        assertThat(trial.body())
                .contains("{\"field\":\"name\",\"before\":\"Shop\",\"after\":\"Edited\"}", "\"dry_run\":true");
        assertThat(admin.get("/apps/fileshop0001").body()).contains("\"name\":\"Shop\"");
        assertThat(importing(edited, "", null).statusCode()).isEqualTo(428);
        assertThat(importing(edited, "", "\"1\"").statusCode()).isEqualTo(412);
        ok(importing(edited, "", "*"));

        assertThat(admin.get("/apps/fileshop0001").body()).contains("\"name\":\"Edited\"");
        assertThat(Json.parse(ok(importing(edited, "", "*")).body()).get("changes"))
                .isEmpty();
    }

    @Test
    void aFileWithOneFaultChangesNothing() {
        var file = """
            apps/faultshop001:
              token: faultshop001
              name: Fine
            apps/faultshop001/partners/backinapp:
              revenue_forwarding: true
            """;

        var refused = importing(file, "", "*");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains("apps/faultshop001/partners/backinapp: revenue_forwarding needs at least one revenue event");
        assertThat(importing(file, "?dry_run=true", null).statusCode()).isEqualTo(400);
        assertThat(admin.get("/apps/faultshop001").statusCode()).isEqualTo(404);
        assertThat(importing("apps/faultshop001: [", "", "*").statusCode()).isEqualTo(400);
        assertThat(importing("nonsense: {}", "", "*").body()).contains("no resource can stand at nonsense");
    }

    @Test
    void secretsLeaveOnlyWhenAskedForAndStayWhereTheFileHasNone() {
        admin.createShop("secrshop0001", "secr123", 2_009);
        ok(admin.patch(panelOf("secrshop0001"), "*", """
            {"signing_secrets":["whsec_c2VjcmV0IG9mIHRoZSBmaWxlIHRlc3QsIDI0Yg=="]}
            """));

        var without = admin.get("/settings").body();
        var with = admin.get("/settings?secrets=true").body();

        assertThat(without).doesNotContain("c2VjcmV0IG9mIHRoZSBmaWxlIHRlc3QsIDI0Yg==");
        assertThat(with).contains("c2VjcmV0IG9mIHRoZSBmaWxlIHRlc3QsIDI0Yg==");
        assertThat(ok(importing(without, "?dry_run=true", null)).body()).doesNotContain("secrshop0001");
    }

    private AdminApi user(String name, String... scopes) {
        var made =
                created(admin.post("/users", Json.MAPPER.writeValueAsString(Map.of("name", name, "scopes", scopes))));
        return admin.as(Json.parse(made.body()).get("token").asString());
    }

    private HttpResponse<String> importing(String yaml, String query, @Nullable String etag) {
        return admin.send("PUT", "/settings" + query, yaml, etag);
    }

    private HttpResponse<String> restore(String resource, long version, @Nullable String etag) {
        return admin.send(
                "POST",
                "/settings/history/restore",
                "{\"resource\":\"%s\",\"version\":%d}".formatted(resource, version),
                etag);
    }

    private JsonNode history(String resource) {
        return Json.parse(
                        ok(admin.get("/settings/history?resource=" + resource)).body())
                .get("items");
    }

    private static String panelOf(String app) {
        return "/apps/" + app + "/partners/backinapp";
    }

    private static String etag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    private static long version(String etag) {
        return Long.parseLong(etag.replace("\"", ""));
    }
}
