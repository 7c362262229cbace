package io.postway.collect.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.postway.collect.RefusedException;
import io.postway.event.AppToken;
import io.postway.event.InstallReferrer;
import io.postway.event.Parameters;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferrersTest {

    private static final AppToken APP = new AppToken("demoshop0001");
    private static final UUID REFTAG = UUID.fromString("019e1f0a-0000-7000-8000-000000000001");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "adjust_reftag=019e1f0a-0000-7000-8000-000000000001",
                "utm_source=x&adjust_reftag=019e1f0a-0000-7000-8000-000000000001&utm_campaign=y",
                "adjust_reftag%3D019e1f0a-0000-7000-8000-000000000001%26utm_source%3Dx"
            })
    void theClickIsFoundInWhatPlaySays(String referrer) {
        assertThat(read(Map.of("referrer", referrer))).isEqualTo(new InstallReferrer(REFTAG, null, null, null));
    }

    @Test
    void soIsItsMakersOwnId() {
        assertThat(read(Map.of("referrer", "adjust_external_click_id=a%20b")))
                .isEqualTo(new InstallReferrer(null, "a b", null, null));
    }

    @Test
    void timesAreSeconds() {
        assertThat(read(Map.of("referrer_click_time", "1773144000", "install_begin_time", "1773144060")))
                .isEqualTo(new InstallReferrer(
                        null, null, Instant.parse("2026-03-10T12:00:00Z"), Instant.parse("2026-03-10T12:01:00Z")));
    }

    /** Play says 0 where it does not know; others' referrers name no click of ours. */
    @ParameterizedTest
    @CsvSource({
        "referrer_click_time, 0",
        "install_begin_time, 0",
        "referrer, utm_source=google-play&utm_medium=organic",
        "referrer, adjust_reftag=cGjTBG9nBDA0w",
        "referrer, {referrer}",
        "other, 1"
    })
    void whatSaysNothingIsNothing(String name, String value) {
        assertThat(read(Map.of(name, value))).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "referrer_click_time, 1773144000000, invalid_referrer_click_time",
        "referrer_click_time, -1, invalid_referrer_click_time",
        "install_begin_time, 2026-03-10, invalid_install_begin_time",
        "install_begin_time, 1.5, invalid_install_begin_time"
    })
    void whatIsNoSecondIsRefused(String name, String value, String reason) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> read(Map.of(name, value)))
                .satisfies(e -> assertThat(e.refusal().reason()).isEqualTo(reason));
    }

    private static @Nullable InstallReferrer read(Map<String, String> session) {
        return Referrers.read(new Parameters(session), APP);
    }
}
