package io.postway.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.postway.console.Lane.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every record of a partition is looked at once, however the way through it is cut into requests. */
class LaneTest {

    private static final OffsetRange BOUNDS = new OffsetRange(17, 1_250);

    /** As a topic: of each stretch every third record matches. */
    private static void feed(Lane<Long> lane) {
        var stretch = lane.stretch();
        lane.pass(LongStream.range(stretch.from(), stretch.to())
                .filter(offset -> offset % 3 == 0)
                .mapToObj(offset -> new Found<>(offset, offset, offset))
                .toList());
    }

    private static List<Long> expected(Order order) {
        var offsets = LongStream.range(BOUNDS.from(), BOUNDS.to())
                .filter(offset -> offset % 3 == 0)
                .boxed()
                .toList();
        return order == Order.NEWEST ? offsets.reversed() : offsets;
    }

    @ParameterizedTest
    @EnumSource
    void isReadFromEndToEnd(Order order) {
        var lane = new Lane<Long>(order, BOUNDS);
        var taken = new ArrayList<Long>();

        while (!lane.isAtEnd()) {
            if (lane.isHungry()) {
                feed(lane);
            } else {
                taken.add(lane.take());
            }
        }

        assertThat(taken).isEqualTo(expected(order));
    }

    @ParameterizedTest
    @EnumSource
    void goesOnWhereACursorSaysWithoutRepeatOrGap(Order order) {
        var taken = new ArrayList<Long>();
        var lane = new Lane<Long>(order, BOUNDS);

        for (int request = 0; !lane.isAtEnd(); request++) {
            for (int i = 0; i <= request % 5; i++) {
                if (lane.isHungry()) {
                    feed(lane);
                }
                lane.head().ifPresent(head -> taken.add(head.value()));
                if (lane.head().isPresent()) {
                    lane.take();
                }
            }
            lane = new Lane<>(order, BOUNDS, lane.position());
        }

        assertThat(taken).isEqualTo(expected(order));
    }

    @Test
    void whatStandsBeyondItsBoundsIsNotRead() {
        assertThat(new Lane<Long>(Order.NEWEST, new OffsetRange(50, 60), 40).isAtEnd())
                .isTrue();
        assertThat(new Lane<Long>(Order.OLDEST, new OffsetRange(50, 60), 40).stretch())
                .isEqualTo(new OffsetRange(50, 60));
        assertThat(new Lane<Long>(Order.OLDEST, new OffsetRange(60, 60)).isAtEnd())
                .isTrue();
    }
}
