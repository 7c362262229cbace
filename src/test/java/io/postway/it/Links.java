package io.postway.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.postway.event.Activity;
import io.postway.event.Engagement;
import io.postway.event.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Links of all kinds on the shared instance. */
final class Links {

    static final Topics TOPICS = new Topics("postway");
    static final String APP = "linkshop0001";
    static final String LINK = "linka01";

    /** What clicks without a system of their own are sent to. */
    static final String FALLBACK = "https://shop.example.com/app";

    static final String IOS_STORE = "https://apps.apple.com/app/id1234567890";
    static final String ANDROID_STORE = "https://play.google.com/store/apps/details?id=com.example.linkshop";

    private static final String LINK_SHOP = """
        {"token":"linkshop0001","name":"Link <Shop>","ios_app_id":1234567890,"android_package":"com.example.linkshop",
         "store_pages":{"fallback":"https://shop.example.com/app"},
         "allowed_redirect_hosts":["shop.example.com"],"url_schemes":["demoshop"]}
        """;

    private final SharedInstance instance;

    Links(SharedInstance instance) {
        this.instance = instance;
        create("/apps", LINK_SHOP);
        create("/apps/" + APP + "/links", "{\"token\":\"linka01\",\"name\":\"BackInApp\",\"partner\":\"backinapp\"}");
        create("/apps/" + APP + "/links", "{\"token\":\"gone001\",\"name\":\"Gone\",\"archived\":true}");
        create("/apps/" + APP + "/links", """
            {"token":"other01","name":"Other",
             "redirects":{"ios":"https://landing.example.net/ios","fallback":"https://landing.example.net/"}}
            """);
        create("/apps", """
            {"token":"hardware0001","name":"Hardware","ios_app_id":2,"attribution":{"hardware_ids":true}}
            """);
        create("/apps/hardware0001/links", "{\"token\":\"hard001\",\"name\":\"Hard\"}");
        create("/apps", "{\"token\":\"storeless001\",\"name\":\"Storeless\"}");
        create("/apps/storeless001/links", "{\"token\":\"bare001\",\"name\":\"Bare\"}");
    }

    private void create(String path, String json) {
        var answer = admin().post(path, json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    PostwayProcess postway() {
        return instance.postway();
    }

    AdminApi admin() {
        return instance.admin();
    }

    TopicReader topics() {
        return instance.topics();
    }

    /** A request as it stands here, one byte a character. */
    String get(String path, String... headers) {
        return exchange("GET", path, headers);
    }

    /** The same, for what ends the request line where it should not; empty: nobody answered, or the line was cut. */
    String tryGet(String path, String... headers) {
        try {
            return get(path, headers);
        } catch (UncheckedIOException e) {
            return "";
        }
    }

    /** The same with another method. */
    String exchange(String method, String path, String... headers) {
        try {
            var lines = Stream.of(headers).map(header -> header + "\r\n").reduce("", String::concat);
            return RawHttp.exchange(postway().http().base(), method, path, lines, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every engagement that is on the topic now. */
    List<Engagement> engagements() {
        return topics().readAll(TOPICS.activities()).stream()
                .<Engagement>mapMulti((Activity activity, Consumer<Engagement> found) -> {
                    if (activity instanceof Engagement engagement) {
                        found.accept(engagement);
                    }
                })
                .toList();
    }
}
