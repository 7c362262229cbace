package io.postway.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.postway.event.Rejected;
import io.postway.event.Topics;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that are refused: each with what its sender hears and what is kept of it. */
@ExtendWith(SharedInstance.Resolver.class)
class BadRequestsIT {

    private static final Topics TOPICS = new Topics("postway");

    private static Http http;
    private static TopicReader topics;

    @BeforeAll
    static void start(SharedInstance instance) {
        http = instance.postway().http();
        topics = instance.topics();
    }

    /** Each bad request with what its sender hears and what is kept of it. */
    @ParameterizedTest(name = "{0} {1} -> {4} {5}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "POST | /skadnetwork/nosuchtoken     | application/json | {}     | 404 | unknown_network",
                "POST | /skadnetwork/x               | application/json | {}     | 404 | unknown_network",
                "POST | /skadnetwork/demonetwork     | application/json | {\"a\"  | 400 | invalid_json",
                "POST | /skadnetwork/demonetwork     | application/json | []     | 400 | invalid_json",
                "POST | /skadnetwork/demonetwork     | application/json | {}     | 400 | invalid_postback",
                "POST | /skadnetwork/demonetwork     | text/plain       | {}     | 415 | unsupported_media_type",
                "PUT  | /skadnetwork/demonetwork     | application/json | {}     | 405 | method_not_allowed",
                "GET  | /zzzzzz                      | -                | -      | 404 | unknown_link",
                "GET  | /Not-A-Link                  | -                | -      | 404 | unknown_link",
                "GET  | /%7Btracker%7D               | -                | -      | 404 | unknown_link",
                "POST | /abc123                      | -                | -      | 405 | method_not_allowed",
                "GET  | /abc123?s2s=1                | -                | -      | 400 | no_device_id",
                "POST | /event                       | -                | event_token=ev0001&idfa=x | 400 |"
                        + " invalid_app_token",
                "GET  | /event?app_token=demoshop0001&event_token=nosuch&idfa=x | - | - | 400 | invalid_event_token",
                "GET  | /event?app_token=demoshop0001&event_token=ev0001        | - | - | 400 | invalid_device_id",
                "POST | /event | - | app_token=demoshop0001&event_token=ev0001&idfa=x&revenue=abc&currency=EUR | 400 |"
                        + " invalid_revenue",
                "POST | /event | - | app_token=demoshop0001&event_token=ev0001&idfa=x&revenue=1 | 400 |"
                        + " invalid_revenue",
                "POST | /event | - | app_token=demoshop0001&event_token=ev0001&idfa=x&callback_params="
                        + "{\"a\":\"\\ud800\"} | 400 | invalid_callback_parameters",
                "POST | /event | - | app_token=demoshop0001&event_token=ev0001&idfa=x&partner_params="
                        + "{\"a\":1e99999999999} | 400 | invalid_partner_parameters",
                "POST | /event | - | app_token=demoshop0001&event_token=ev0001&idfa=x&created_at_unix=1500000000 | 400"
                        + " | bad_event_state",
                "POST | /event | - | app_token=demoshop0001&event_token=ev0001&idfa=x&revenue=0.0009&currency=EUR |"
                        + " 400 | invalid_revenue",
                "POST | /event | - | app_token=demoshop0001&event_token=ev0001&idfa=x&att_status=4 | 400 |"
                        + " invalid_tracking_status",
                "POST | /session | -              | app_token=demoshop0001&idfa=x&att_status=3&tracking_enabled=1 |"
                        + " 400 | invalid_tracking_status",
                "POST | /session | -              | app_token=demoshop0001&idfa=x&tracking_enabled=yes | 400 |"
                        + " invalid_tracking_status",
                "POST | /session | -                | app_token=nosuchapp001&idfa=x | 404 | app_token_not_found",
                "POST | /session | -                | app_token=demoshop0001&idfa=x&event_id="
                    + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
                    + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
                    + " | 400 | invalid_event_id",
                "POST | /session | application/json | {}                            | 400 | invalid_body",
                "POST | /session | -                | app_token=demoshop0001&idfa=x&referrer_click_time=soon | 400 |"
                        + " invalid_referrer_click_time",
                "POST | /session | -                | app_token=demoshop0001&idfa=x&install_begin_time=1700000000000 |"
                        + " 400 | invalid_install_begin_time",
                "POST | /session | -                | app_token=demoshop0001&idfa=x&sharing=no | 400 | invalid_sharing",
                "POST | /event   | -                |"
                    + " app_token=demoshop0001&event_token=ev0001&idfa=x&partner_sharing_settings={\"backinapp\":{\"all\":0}}"
                    + " | 400 | invalid_partner_sharing_settings",
                "POST | /gdpr_forget_device | -     | app_token=demoshop0001&idfa=x | 401 | unauthorized",
                "GET  | /gdpr_forget_device | -     | -                             | 405 | method_not_allowed",
                "GET  | /session | -                | -                             | 405 | method_not_allowed"
            })
    void badRequestsGetTheContractsAnswerAndAreKept(
            String method, String path, String type, String body, int status, String reason) {
        var marker = UUID.randomUUID().toString();
        var request = http.request(path)
                .header("X-Marker", marker)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (type != null) {
            request.header("Content-Type", type);
        }

        var answer = http.send(request);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        var kept = rejected(marker);
        assertThat(kept.reason()).isEqualTo(reason);
        assertThat(kept.stage()).isEqualTo("collect");
        assertThat(new String(kept.body().bytes(), StandardCharsets.UTF_8)).isEqualTo(body == null ? "" : body);
        assertThat(kept.headers()).doesNotContainKey("authorization");
    }

    @Test
    void aBodyThatIsTooLargeIsKeptInPart() {
        var marker = UUID.randomUUID().toString();
        var body = "x".repeat(100_000);

        var answer = http.send(http.request("/event")
                .header("X-Marker", marker)
                .header("Authorization", "Bearer secret")
                .POST(BodyPublishers.ofString(body)));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).isEqualTo("{\"error\":\"Event request failed (Request size too large)\"}");
        var kept = rejected(marker).body();
        assertThat(kept.bytes()).hasSize(64 * 1024);
        assertThat(kept.length()).isEqualTo(100_000);
        assertThat(kept.sha256()).isEqualTo("d69e68988157833272305aaf21f453c800346e8a3640db6578e260215542e5d4");
    }

    private static Rejected rejected(String marker) {
        return topics.readAll(TOPICS.rejected()).stream()
                .filter(rejected -> marker.equals(rejected.headers().get("x-marker")))
                .findFirst()
                .orElseThrow();
    }
}
