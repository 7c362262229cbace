package io.postway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** The admin API as an operator's script uses it. */
public record AdminApi(Http http, String token) {

    /** Of every instance on a broker of the tests. */
    static final String TOKEN = "an-admin-token-for-tests";

    public AdminApi(Http http) {
        this(http, TOKEN);
    }

    /** The same API for somebody else. */
    AdminApi as(String otherToken) {
        return new AdminApi(http, otherToken);
    }

    public HttpResponse<String> post(String path, String json) {
        return send("POST", path, json, null);
    }

    HttpResponse<String> patch(String path, String etag, String json) {
        return send("PATCH", path, json, etag);
    }

    public HttpResponse<String> put(String path, String etag, String json) {
        return send("PUT", path, json, etag);
    }

    public HttpResponse<String> get(String path) {
        return http.send(http.request("/api/v1" + path)
                .header("Authorization", "Bearer " + token)
                .GET());
    }

    public String etag(String path) {
        var answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    HttpResponse<String> send(String method, String path, String json, @Nullable String etag) {
        var request = http.request("/api/v1" + path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json));
        if (etag != null) {
            request.header("If-Match", etag);
        }
        return http.send(request);
    }

    /** An app with a linked revenue event, a link of BackInApp's and its panel with every switch on. */
    void createShop(String app, String link, long iosAppId) {
        created(post("/apps", """
            {"token":"%s","name":"Shop","ios_app_id":%d,
             "events":[{"token":"ev0001","name":"Purchase","unique":false,"revenue":true}]}
            """.formatted(app, iosAppId)));
        created(post("/apps/" + app + "/links", """
            {"token":"%s","name":"BackInApp","partner":"backinapp"}
            """.formatted(link)));
        var panel = "/apps/" + app + "/partners/backinapp";
        var saved = put(panel, etag(panel), """
            {"partner_ids":["partner-1"],"session_forwarding":true,"revenue_forwarding":true,
             "event_links":{"ev0001":"purchase"}}
            """);
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
    }

    void createNetwork(String token) {
        created(post(
                "/networks",
                "{\"token\":\"%s\",\"name\":\"Net\",\"ad_network_ids\":[\"com.example\"]}".formatted(token)));
    }

    static HttpResponse<String> created(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    static HttpResponse<String> ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }
}
