package io.postway.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.sun.net.httpserver.HttpServer;
import io.postway.event.Click;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real browser follows a link on a page, and lands on a store page that we play. */
@ExtendWith(SharedInstance.Resolver.class)
@EnabledIf(
        value = "io.postway.it.Chromium#isInstalled",
        disabledReason = "no Chromium on this machine (Debian's package chromium, or POSTWAY_CHROMIUM=its path)")
class BrowserIT {

    private static final String IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15"
            + " (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1";
    private static final String PIXEL =
            "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko)"
                    + " Chrome/127.0.0.0 Mobile Safari/537.36";

    private static HttpServer world;
    private static String worldUrl;
    private static Playwright playwright;
    private static Browser browser;

    @BeforeAll
    static void start(Links links) throws IOException {
        world = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        worldUrl = "http://localhost:" + world.getAddress().getPort();
        serve("/store", "<title>Store</title>");
        world.start();
        created(links.admin().post("/apps", """
            {"token":"browsershop1","name":"Browser's shop","url_schemes":["demoshop"],
             "android_package":"com.example.browser",
             "store_pages":{"ios":"%1$s/store?ios","android":"%1$s/store?android","fallback":"%1$s/store?else"}}
            """.formatted(worldUrl)).statusCode());
        created(links.admin()
                .post("/apps/browsershop1/links", "{\"token\":\"brows01\",\"name\":\"BackInApp\"}")
                .statusCode());
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Chromium.path())
                        .setArgs(Chromium.QUIET));
    }

    @AfterAll
    static void stop() {
        playwright.close();
        world.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "plain,              '',                    ios,     /store?ios",
        "plain-android,      '',                    android, /store?android",
        "app-is-missing,     demoshop://p/1,        ios,     /store?ios",
        "app-is-missing-too, demoshop://p/1,        android, /store?android",
        "evil,               https://evil.example/, ios,     /store?ios"
    })
    void aClickOnAPageEndsAtTheStore(String name, String deepLink, String system, String end, Links links) {
        var target = deepLink.isEmpty() ? "" : "&deep_link=" + URLEncoder.encode(deepLink, StandardCharsets.UTF_8);
        var link = links.postway().http().base() + "/brows01?browser=" + name + target;
        serve("/" + name, "<title>Ad</title><a href=\"" + link.replace("&", "&amp;") + "\">Get it</a>");

        try (var context = browser.newContext(
                new Browser.NewContextOptions().setUserAgent(system.equals("ios") ? IPHONE : PIXEL))) {
            Page page = context.newPage();
            page.navigate(worldUrl + "/" + name);
            page.click("text=Get it");
            page.waitForURL(worldUrl + end);
            assertThat(page.title()).isEqualTo("Store");
        }

        var click = links.engagements().stream()
                .filter(engagement -> engagement.rawQuery().equals("browser=" + name + target))
                .map(Click.class::cast)
                .toList();
        assertThat(click).singleElement().satisfies(kept -> {
            assertThat(kept.visitor().osName()).isEqualTo(system);
            assertThat(kept.counts()).isTrue();
        });
    }

    private static void serve(String path, String html) {
        world.createContext(path, exchange -> {
            var bytes = html.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().put("Content-Type", List.of("text/html; charset=utf-8"));
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private static void created(int status) {
        assertThat(status).isEqualTo(201);
    }
}
