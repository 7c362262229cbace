package io.postway.collect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

class RefusalBudgetTest {

    private static final Source ONE = Source.stranger("192.0.2.1");
    private static final Source OTHER = Source.stranger("192.0.2.2");

    private final RefusalBudget budget = new RefusalBudget(1_000, 1_500);

    @Test
    void eachSourceHasAShareOfItsOwn() {
        assertThat(budget.allows(ONE, 600)).isTrue();
        assertThat(budget.allows(ONE, 600)).isFalse();
        assertThat(budget.allows(ONE, 300)).isTrue();
        assertThat(budget.allows(OTHER, 600)).isTrue();
    }

    @Test
    void strangersHaveAShareTogetherThatTakesNothingFromThoseWeKnow() {
        assertThat(budget.allows(ONE, 900)).isTrue();
        assertThat(budget.allows(OTHER, 900)).isFalse();
        assertThat(budget.allows(Source.known("network"), 900)).isTrue();
    }

    @Test
    void theLargestShareThatCanBeConfiguredWorks() {
        var bytes = DataSize.ofGigabytes(64).toBytes();

        assertThat(new RefusalBudget(bytes, bytes).allows(ONE, 1)).isTrue();
    }

    @Test
    void whatIsLargerThanTheWholeShareTakesAllOfIt() {
        assertThat(budget.allows(ONE, 5_000)).isTrue();
        assertThat(budget.allows(ONE, 100)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "2001:db8:1:2:3:4:5:6, 20010db800010002::/64",
        "2001:db8:1:2::ffff, 20010db800010002::/64",
        "not-an-address, not-an-address"
    })
    void aSingleMachineIsASingleSource(String address, String source) {
        assertThat(Source.stranger(address).name()).isEqualTo(source);
    }
}
