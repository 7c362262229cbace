package io.postway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/** A phone: its click, its app's sessions and events. Its id is upper case, as an idfa is written. */
record Device(String app, String link, String idfa) {

    /** One that a test can name: the same name has the same id. */
    static Device named(String app, String link, String name) {
        var id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        return new Device(app, link, id.toString().toUpperCase(Locale.ROOT));
    }

    void clicks(Http http) {
        var answer = http.get("/" + link + "?idfa=" + idfa + "&campaign=spring&backinapp_click_id=" + idfa);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    }

    void opens(Http http) {
        var answer = http.postForm("/session", "app_token=" + app + "&idfa=" + idfa);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** Whether somebody answered, and said yes. */
    boolean triesToOpen(Http http) {
        return http.trySend(http.request("/session?app_token=" + app + "&idfa=" + idfa)
                        .POST(BodyPublishers.noBody()))
                .filter(answer -> answer.statusCode() == 200)
                .isPresent();
    }

    void buys(Http http) {
        var answer = http.postForm(
                "/event", "app_token=" + app + "&event_token=ev0001&idfa=" + idfa + "&revenue=12.50&currency=EUR");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
