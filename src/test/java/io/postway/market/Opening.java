package io.postway.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.postway.event.Json;
import io.postway.it.AdminApi;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** Sets the market's shops up through the admin API. */
record Opening(AdminApi admin) {

    /** Returns the token of each app's back end. */
    Map<String, String> open(List<Shop> shops) {
        return shops.parallelStream().collect(Collectors.toConcurrentMap(Shop::token, this::open));
    }

    private String open(Shop shop) {
        create("/apps", shop.json());
        var app = "/apps/" + shop.token();
        shop.ads().forEach(ad -> create(app + "/links", ad.json()));
        var panel = app + "/partners/backinapp";
        var saved = admin.put(panel, admin.etag(panel), shop.panelJson().toString());
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
        var token = create(app + "/s2s_tokens", (ObjectNode) Json.parse("""
            {"name":"back end","scopes":["sessions","events","gdpr"]}
            """));
        return token.path("token").asString();
    }

    private ObjectNode create(String path, ObjectNode json) {
        var answer = admin.post(path, json.toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return (ObjectNode) Json.parse(answer.body());
    }
}
