package io.postway.collect.engagement;

import static org.assertj.core.api.Assertions.assertThat;

import io.postway.collect.engagement.TargetCheck.Verdict;
import io.postway.settings.SettingsFixture;
import java.io.IOException;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The fixture's app allows {@code shop.example.com} and {@code demoshop:}. */
class TargetCheckTest {

    static Stream<String> hostileTargets() throws IOException {
        return HostileTargets.all();
    }

    @ParameterizedTest
    @MethodSource("hostileTargets")
    void noTrickLeadsAway(String target) {
        assertThat(TargetCheck.check(target, SettingsFixture.app())).isInstanceOf(Verdict.Refused.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://shop.example.com                     | https://shop.example.com",
                "HTTPS://SHOP.EXAMPLE.COM/A                   | https://SHOP.EXAMPLE.COM/A",
                "http://shop.example.com:8443/a?b=c&d=%20#e   | http://shop.example.com:8443/a?b=c&d=%20#e",
                "https://shop.example.com/für dich?q={x}^y    | https://shop.example.com/f%C3%BCr%20dich?q=%7Bx%7D%5Ey",
                "https://shop.example.com/100%                | https://shop.example.com/100%25",
                "https://shop.example.com/?u=https://evil.example/@ |"
                        + " https://shop.example.com/?u=https://evil.example/@",
                "https://shop.example.com/#@evil.example      | https://shop.example.com/#@evil.example",
                "https://apps.apple.com/app/id1               | https://apps.apple.com/app/id1",
                "https://itunes.apple.com/app/id1             | https://itunes.apple.com/app/id1",
                "https://play.google.com/store/apps/details?id=a.b | https://play.google.com/store/apps/details?id=a.b",
                "demoshop://p/1?a=b#c                         | demoshop://p/1?a=b#c",
                "DemoShop://p/1                               | demoshop://p/1",
                "demoshop:p/1                                 | demoshop:p/1",
                "demoshop:///p/1                              | demoshop:///p/1"
            })
    void whatIsAllowedIsSentInAscii(String target, String sent) {
        assertThat(TargetCheck.check(target, SettingsFixture.app())).isEqualTo(new Verdict.Allowed(URI.create(sent)));
    }
}
