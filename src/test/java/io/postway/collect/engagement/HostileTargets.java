package io.postway.collect.engagement;

import java.util.stream.Stream;

/** Places that a link must never lead to, where only {@code shop.example.com} and {@code demoshop:} are allowed. */
public final class HostileTargets {

    private HostileTargets() {}

    public static Stream<String> all() {
        return Stream.of(schemes(), otherHosts(), slashes(), userInfo(), headers(), unseen(), names(), addresses())
                .flatMap(targets -> targets);
    }

    private static Stream<String> schemes() {
        return Stream.of(
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                "javascript://shop.example.com/%0aalert(1)",
                " javascript:alert(1)",
                "java\tscript:alert(1)",
                "data:text/html,<script>alert(1)</script>",
                "data:text/html;base64,PHNjcmlwdD4=",
                "vbscript:msgbox(1)",
                "file:///etc/passwd",
                "intent://p/1#Intent;scheme=demoshop;S.browser_fallback_url=https%3A%2F%2Fevil.example;end",
                "intent:demoshop://p/1",
                "content://com.android.contacts",
                "blob:https://shop.example.com/1",
                "about:blank",
                "view-source:https://shop.example.com",
                "filesystem:https://shop.example.com/temporary/a.html",
                "itms-services://?action=download-manifest&url=https://evil.example",
                "market://details?id=evil",
                "tel:+49900",
                "sms:+49900",
                "demoshopx://p/1",
                "xdemoshop://p/1",
                "demo shop://p/1",
                "demoshop%3A//p/1",
                "ftp://shop.example.com/",
                "ws://shop.example.com/",
                "://shop.example.com/",
                ":");
    }

    private static Stream<String> otherHosts() {
        return Stream.of(
                "https://evil.example",
                "http://evil.example/shop.example.com",
                "https://shop.example.com.evil.example/",
                "https://evilshop.example.com/",
                "https://xshop.example.com/",
                "https://example.com/",
                "https://shop.example.com./",
                "https://apps.apple.com.evil.example/",
                "https://evil.example?https://shop.example.com/",
                "https://evil.example#https://shop.example.com/",
                "https://evil.example;shop.example.com/",
                "https://evil.example,shop.example.com/",
                "https://evil.example:443/");
    }

    private static Stream<String> slashes() {
        return Stream.of(
                "//evil.example/",
                "///evil.example/",
                "////evil.example/",
                "/\\evil.example/",
                "\\\\evil.example\\",
                "/evil",
                "evil.example",
                "https:evil.example",
                "https:/evil.example",
                "https:///evil.example",
                "https:\\\\evil.example",
                "https:/\\evil.example",
                "https://evil.example\\shop.example.com/",
                "https://evil.example\\@shop.example.com/",
                "https://shop.example.com\\.evil.example/",
                "https:shop.example.com",
                "https:///shop.example.com/",
                "?https://shop.example.com",
                "#https://shop.example.com");
    }

    private static Stream<String> userInfo() {
        return Stream.of(
                "https://shop.example.com@evil.example/",
                "https://shop.example.com:443@evil.example/",
                "https://evil.example@shop.example.com/",
                "https://user:password@shop.example.com/",
                "https://@shop.example.com/",
                "https://a@b@shop.example.com/",
                "https://shop.example.com%2f@evil.example/",
                "https://shop.example.com%40evil.example/",
                "demoshop://user@host/p");
    }

    private static Stream<String> headers() {
        return Stream.of(
                "https://shop.example.com/\r\nX-Injected: 1",
                "https://shop.example.com/\nSet-Cookie: a=b",
                "https://shop.example.com/\rX-Injected: 1",
                "https://shop.example.com\r\n\r\n<script>alert(1)</script>",
                "demoshop://p\r\nLocation: https://evil.example",
                "\nhttps://shop.example.com/\u0085",
                "https://shop.example.com/\u2028X-Injected: 1",
                "https://shop.example.com/\u0000");
    }

    private static Stream<String> unseen() {
        return Stream.of(
                "https://shop.example.com/\u202Egpj.exe",
                "https://shop\u200B.example.com/",
                "https://shop.example.com\u00AD/",
                "\uFEFFhttps://shop.example.com/",
                "https://shop.example.com/\uD800",
                "https://shop.example.com/\uE000",
                "https:/\t/shop.example.com/",
                "ht\ntps://evil.example/");
    }

    private static Stream<String> names() {
        return Stream.of(
                "https://sh\u043Ep.example.com/",
                "https://xn--shp-hxa.example.com/",
                "https://\uFF53hop.example.com/",
                "https://shop\u3002example\u3002com/",
                "https://shop.example\uFF0Ecom/",
                "https://shop%2eexample%2ecom/",
                "https://sh%6Fp.example.com/",
                "https://shop.example.com%00.evil.example/",
                "https://shop.example.com%0d%0a/",
                "https://shop_.example.com/",
                "https://shop.example.com:evil/",
                "https://shop.example.com:99999999999/",
                "https://[shop.example.com]/",
                "https://{host}/",
                "https://shop.example.com" + "/x".repeat(2_000));
    }

    private static Stream<String> addresses() {
        return Stream.of(
                "http://127.0.0.1/",
                "http://2130706433/",
                "http://0x7f000001/",
                "http://0177.0.0.1/",
                "http://127.1/",
                "http://[::1]/",
                "http://[::ffff:127.0.0.1]/",
                "http://169.254.169.254/latest/meta-data/",
                "http://localhost/",
                "https://8.8.8.8/shop.example.com");
    }
}
