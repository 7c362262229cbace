package io.postway.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.postway.collect.visitor.RealAgents;
import io.postway.collect.visitor.RealAgents.RealAgent;
import io.postway.event.Click;
import io.postway.event.Engagement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every real user agent is sent to its store, and its click says what it is. */
@ExtendWith(SharedInstance.Resolver.class)
class DevicesIT {

    private static final Pattern NUMBER = Pattern.compile("backinapp_click_id=device-(\\d+)");
    private static final Map<String, String> PAGES =
            Map.of("ios", Links.IOS_STORE, "android", Links.ANDROID_STORE, "fallback", Links.FALLBACK);

    @TestFactory
    Stream<DynamicTest> eachDeviceEndsAtItsStoreAndIsKnown(Links links) {
        var agents = RealAgents.all();
        var answers = IntStream.range(0, agents.size())
                .mapToObj(i -> links.get(
                        "/linka01?backinapp_click_id=device-" + i,
                        "User-Agent: " + agents.get(i).userAgent()))
                .toList();
        var clicks = clicks(links);
        return IntStream.range(0, agents.size())
                .mapToObj(i -> DynamicTest.dynamicTest(
                        agents.get(i).name(), () -> check(agents.get(i), answers.get(i), clicks.get(i))));
    }

    private static Map<Integer, Engagement> clicks(Links links) {
        var clicks = new HashMap<Integer, Engagement>();
        for (Engagement engagement : links.engagements()) {
            var number = NUMBER.matcher(engagement.rawQuery());
            if (number.find()) {
                clicks.put(Integer.valueOf(number.group(1)), engagement);
            }
        }
        return clicks;
    }

    private static void check(RealAgent agent, String answer, Engagement click) {
        assertThat(RawHttp.status(answer)).isEqualTo(302);
        assertThat(RawHttp.header(answer, "Location").orElseThrow()).startsWith(PAGES.get(agent.page()));
        assertThat(click).isInstanceOf(Click.class);
        assertThat(click.visitor().osName()).isEqualTo(agent.osName());
        assertThat(click.visitor().osVersion()).isEqualTo(agent.osVersion());
        assertThat(click.visitor().deviceType()).isEqualTo(agent.deviceType());
        assertThat(click.visitor().userAgent()).isEqualTo(agent.userAgent());
        assertThat(click.flags())
                .isEqualTo(Optional.ofNullable(agent.flag()).map(Set::of).orElseGet(Set::of));
    }
}
