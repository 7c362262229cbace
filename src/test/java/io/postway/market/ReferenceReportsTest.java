package io.postway.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** As {@link ReferenceTest}: which reports count, and whose they are. */
class ReferenceReportsTest {

    private static final String IDFA = "8C6CBC0D-5F43-4765-A6E6-84DFF3D24707";

    /** {@code printf %s 8c6cbc0d-5f43-4765-a6e6-84dff3d24707 | md5sum}. */
    private static final String IDFA_LOWER_MD5 = "6fb7d91b8d57903204a9e2bf8c3508fa";

    private static final int MINUTE = 60;
    private static final int HOUR = 60 * MINUTE;
    private static final int DAY = 24 * HOUR;

    private final Records records = new Records(Records.shop(Map.of(), Set.of(), Map.of()));

    @Test
    void sessionsLessThanTwentyMinutesApartOrBeforeTheInstallAreNotCounted() {
        records.session("install", DAY, "idfa", IDFA)
                .session("soon", DAY + 20 * MINUTE - 1, "idfa", IDFA, "reinstall", "1")
                .session("before", 2 * DAY, "idfa", IDFA, "seconds_ago", String.valueOf(DAY + 6))
                .session("later", DAY + 20 * MINUTE, "idfa", IDFA, "reinstall", "1")
                .session("between", 3 * DAY, "idfa", IDFA, "seconds_ago", String.valueOf(2 * DAY - 5));

        assertThat(records.kinds()).containsExactly("install install", "later reinstall");
        assertThat(records.reference().refusals())
                .isEqualTo(Map.of(
                        "soon", "too_frequent_session",
                        "before", "before_install",
                        "between", "too_frequent_session"));
    }

    @Test
    void aRepeatedReportIsRefusedForSevenDaysButNotIfItDidNotCount() {
        records.session("install", 0, "idfa", IDFA, "event_id", "e1")
                .session("soon", 60, "idfa", IDFA, "event_id", "e2")
                .session("counts", HOUR, "idfa", IDFA, "event_id", "e2")
                .event("event", HOUR, "idfa", IDFA, "event_id", "e2")
                .session("test", HOUR, "idfa", IDFA, "event_id", "e2", "environment", "sandbox")
                .session("repeated", 7 * DAY, "idfa", IDFA, "event_id", "e1")
                .session("late", 7 * DAY + 1, "idfa", IDFA, "event_id", "e1");

        assertThat(records.kinds())
                .containsExactly("install install", "counts session", "event event", "test install", "late session");
        assertThat(records.reference().refusals())
                .isEqualTo(Map.of("soon", "too_frequent_session", "repeated", "repeated_report"));
    }

    @Test
    void anEventWaitsForItsDeviceTenMinutesAndMayBeOlderThanIt() {
        records.event("vain", 0, "idfa", IDFA)
                .event("two", 2, "idfa", IDFA, "seconds_ago", String.valueOf(DAY))
                .event("by-one-id", 3, "idfv", "V", "idfa", "OTHER")
                .session("install", 10 * MINUTE + 1, "idfa", IDFA, "idfv", "V")
                .event("early", 10 * MINUTE + 2, "idfa", IDFA, "seconds_ago", String.valueOf(DAY));

        assertThat(records.kinds()).containsExactly("install install", "two event", "by-one-id event");
        assertThat(records.reference().refusals())
                .isEqualTo(Map.of("vain", "device_not_found", "early", "before_install"));
    }

    @Test
    void anEventIsRefusedBeforeTheLastOfItsKindAndAUniqueOneTheSecondTime() {
        records.session("install", 0, "idfa", IDFA)
                .event("one", 100, "idfa", IDFA)
                .event("jitter", 101, "idfa", IDFA, "seconds_ago", "6")
                .event("older", 102, "idfa", IDFA, "seconds_ago", "8")
                .event("other", 103, "idfa", IDFA, "event_token", Shop.UNIQUE_EVENT, "seconds_ago", "50")
                .event("again", 104, "idfa", IDFA, "event_token", Shop.UNIQUE_EVENT);

        assertThat(records.kinds()).containsExactly("install install", "one event", "jitter event", "other event");
        assertThat(records.reference().refusals())
                .isEqualTo(Map.of("older", "out_of_order", "again", "unique_event_seen"));
    }

    @Test
    void anIdThatIsSeenElsewhereLeadsThereAndTheOtherDeviceStays() {
        records.session("one", 0, "idfa", IDFA, "idfv", "V1")
                .session("two", 1, "android_id", "B", "idfv", "V2")
                .event("sold", 2, "idfa", IDFA, "idfv", "V2")
                .event("stays", 3, "idfv", "V1");

        assertThat(records.reference().decisions().get(2))
                .extracting(Decision::device, Decision::otherDevices)
                .containsExactly("referenceapp#1", Set.of("referenceapp#2"));
        assertThat(records.last())
                .extracting(Decision::device, Decision::otherDevices)
                .containsExactly("referenceapp#1", Set.of());
    }

    @Test
    void ofEachTypeTheLastSeventeenIdsLeadToADevice() {
        for (int i = 0; i < 18; i++) {
            records.session("session-" + i, i * HOUR, "idfv", "V", "external_device_id", "A" + i);
        }
        records.session("known", 18 * HOUR, "external_device_id", "A1")
                .session("new", 19 * HOUR, "external_device_id", "A0");

        assertThat(records.kinds()).endsWith("known session", "new install");
    }

    @Test
    void ofAForgottenDeviceNothingIsKeptUnderAnyOfItsIdsInAnyForm() {
        records.click("click", 0, "idfa", IDFA, "idfv", "V")
                .session("install", 10, "idfa", IDFA, "idfv", "V")
                .forget("forget", 20, "idfv", "V")
                .session("by-id", HOUR, "idfa", IDFA, "external_device_id", "X")
                .session("by-hash", HOUR, "idfa_lower_md5", IDFA_LOWER_MD5)
                .event("event", HOUR, "idfv", "V")
                .session("other", HOUR, "external_device_id", "X");

        assertThat(records.kinds()).containsExactly("install install", "other install");
        assertThat(records.reference().refusals()).isEmpty();
        assertThat(records.reference().waiting()).isEmpty();
    }
}
