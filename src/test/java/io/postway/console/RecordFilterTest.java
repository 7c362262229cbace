package io.postway.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.postway.event.AppToken;
import java.time.Instant;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RecordFilterTest {

    private static final AppToken SHOP = new AppToken("shoeshop0001");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String ID = "e3aedcfe34621c840c17c484330e5843";

    private static final RecordFacts DEAD = new RecordFacts(SHOP, "status_404", NOON, ID);
    private static final RecordFilter ANY = new RecordFilter(null, null, null, null, Set.of());

    @Test
    void whatIsNotAskedForDoesNotMatter() {
        assertThat(ANY.matches(DEAD)).isTrue();
        assertThat(ANY.isEmpty()).isTrue();
        assertThat(ANY.matches(new RecordFacts(null, "unknown_link", NOON, null)))
                .isTrue();
    }

    @Test
    void allThatIsAskedForMustHold() {
        assertThat(new RecordFilter(SHOP, "status_404", NOON, NOON.plusSeconds(1), Set.of(ID)).matches(DEAD))
                .isTrue();
        assertThat(new RecordFilter(new AppToken("bootshop0001"), null, null, null, Set.of()).matches(DEAD))
                .isFalse();
        assertThat(new RecordFilter(null, "status_40", null, null, Set.of()).matches(DEAD))
                .isFalse();
        assertThat(new RecordFilter(null, null, null, null, Set.of("0".repeat(32))).matches(DEAD))
                .isFalse();
    }

    @Test
    void timeBeginsAtFromAndEndsBeforeTo() {
        assertThat(new RecordFilter(null, null, NOON, null, Set.of()).matches(DEAD))
                .isTrue();
        assertThat(new RecordFilter(null, null, NOON.plusMillis(1), null, Set.of()).matches(DEAD))
                .isFalse();
        assertThat(new RecordFilter(null, null, null, NOON, Set.of()).matches(DEAD))
                .isFalse();
    }

    @Test
    void whatCannotBeIsNamed() {
        refused("from must be before to", () -> new RecordFilter(null, null, NOON, NOON, Set.of()));
        refused(
                "from must be between the years 1970 and 9999",
                () -> new RecordFilter(null, null, Instant.MIN, null, Set.of()));
        refused(
                "to must be between the years 1970 and 9999",
                () -> new RecordFilter(null, null, null, Instant.MAX, Set.of()));
        refused(
                "code must be 1 to 64 characters of a-z, 0-9 and _",
                () -> new RecordFilter(null, "Status 404", null, null, Set.of()));
        refused(
                "ids[3] must be 32 digits of 0-9 and a-f",
                () -> RecordFilter.requireCallbackId("ids[3]", "E3".repeat(16)));
    }

    private static void refused(String words, ThrowingCallable making) {
        assertThatIllegalArgumentException().isThrownBy(making).withMessage(words);
    }
}
