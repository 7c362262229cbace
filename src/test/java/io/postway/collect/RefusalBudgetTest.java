package io.postway.collect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalBudgetTest {

    private final RefusalBudget budget = new RefusalBudget(1_000);

    @Test
    void eachSourceHasAShareOfItsOwn() {
        assertThat(budget.allows("one", 600)).isTrue();
        assertThat(budget.allows("one", 600)).isFalse();
        assertThat(budget.allows("one", 300)).isTrue();
        assertThat(budget.allows("other", 600)).isTrue();
    }

    @Test
    void whatIsLargerThanTheWholeShareTakesAllOfIt() {
        assertThat(budget.allows("one", 5_000)).isTrue();
        assertThat(budget.allows("one", 100)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "2001:db8:1:2:3:4:5:6, 20010db800010002::/64",
        "2001:db8:1:2::ffff, 20010db800010002::/64",
        "not-an-address, not-an-address"
    })
    void aSingleMachineIsASingleSource(String address, String source) {
        assertThat(Sources.network(address)).isEqualTo(source);
    }
}
