package io.postway.collect.visitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.postway.collect.visitor.RealAgents.RealAgent;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UserAgentsTest {

    private final UserAgents agents = new UserAgents();

    static Stream<RealAgent> agents() {
        return RealAgents.all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("agents")
    void aRealAgentIsReadRightly(RealAgent agent) {
        var read = agents.read(agent.userAgent());

        assertThat(read.osName()).isEqualTo(agent.osName());
        assertThat(read.osVersion()).isEqualTo(agent.osVersion());
        assertThat(read.deviceType()).isEqualTo(agent.deviceType());
        assertThat(read.program()).isEqualTo(agent.flag());
    }
}
