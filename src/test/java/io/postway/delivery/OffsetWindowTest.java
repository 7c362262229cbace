package io.postway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OffsetWindowTest {

    private final OffsetWindow window = new OffsetWindow();

    @Test
    void nothingIsCommittedBeyondTheFirstOpenRecord() {
        window.take(10, 0);
        window.take(11, 0);
        window.take(12, 0);

        window.settle(11);
        assertThat(window.committable()).isEqualTo(10);
        window.settle(10);
        assertThat(window.committable()).isEqualTo(12);
        window.settle(12);
        assertThat(window.committable()).isEqualTo(13);
    }

    @Test
    void gapsThatTransactionsLeaveAreSkipped() {
        window.take(5, 0);
        window.take(9, 0);

        window.settle(5);

        assertThat(window.committable()).isEqualTo(9);
    }
}
