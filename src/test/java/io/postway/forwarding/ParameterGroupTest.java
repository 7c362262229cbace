package io.postway.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The template that is shipped has everything that BackInApp's guide lists. */
class ParameterGroupTest {

    @ParameterizedTest
    @EnumSource
    void theShippedTemplateHasAllOfIt(ParameterGroup group) {
        assertThat(ShippedTemplate.expressions().keySet()).containsAll(group.all());
    }
}
