package io.postway.forwarding;

import static io.postway.forwarding.Decided.BY_ANOTHER;
import static io.postway.forwarding.Decided.BY_BACKINAPP;
import static org.assertj.core.api.Assertions.assertThat;

import io.postway.event.ActivityKind;
import io.postway.event.Attributed.Forwarding;
import io.postway.event.DeviceIdType;
import io.postway.event.Environment;
import io.postway.event.Json;
import io.postway.event.LeftOut;
import io.postway.event.Sharing;
import io.postway.http.FormData;
import io.postway.settings.Panel;
import io.postway.settings.SettingsFixture;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What BackInApp does not get, and the reasons that the record of the decision gives for it. */
class WithholdingTest {

    private static final String OFF = "{\"enabled\":false,\"partners\":{}}";

    private final SettingsFixture settings = SettingsFixture.shop();
    private final Forwarder forwarder = new Forwarder(ShippedTemplate.read());

    /** Everything speaks against each; the first that does is named. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            quoteCharacter = '\'',
            value = {
                // kind     | panel                         | environment | what the user said      | reason
                "session    | {}                            | sandbox     | {\"enabled\":false,\"partners\":{}} |"
                        + " panel_inactive",
                "session    | {\"partner_ids\":[\"1\"],\"data_scope\":\"attributed\"} | sandbox    |"
                        + " {\"enabled\":false,\"partners\":{}} | sandbox_environment",
                "session    | {\"partner_ids\":[\"1\"],\"data_scope\":\"attributed\"} | production |"
                        + " {\"enabled\":false,\"partners\":{}} | sharing_disabled",
                "session    | {\"partner_ids\":[\"1\"],\"data_scope\":\"attributed\"} | production |"
                        + " {\"partners\":{\"backinapp\":{\"all\":false}}} | sharing_with_partner_off",
                "session    | {\"partner_ids\":[\"1\"],\"data_scope\":\"attributed\"} | production |"
                        + " {\"partners\":{\"backinapp\":{\"session\":false}}} | sharing_of_kind_off",
                "session    | {\"partner_ids\":[\"1\"],\"data_scope\":\"attributed\"} | production | - |"
                        + " session_forwarding_off",
                "reinstall  | {\"partner_ids\":[\"1\"],\"data_scope\":\"attributed\"} | production | - |"
                        + " session_forwarding_off",
                "event      | {\"partner_ids\":[\"1\"],\"data_scope\":\"attributed\"} | production | - |"
                        + " event_not_linked",
                "install    | {\"partner_ids\":[\"1\"],\"data_scope\":\"attributed\"} | production | - | out_of_scope",
                "install    | {\"partner_ids\":[\"1\"]}     | production  | - | -",
                "gdpr_forget_device | {\"partner_ids\":[\"1\"]} | production |"
                        + " {\"enabled\":false,\"partners\":{\"backinapp\":{\"all\":false}}} | -"
            })
    void theFirstOfSeveralReasonsIsGiven(
            String kind, String panel, String environment, @Nullable String sharing, @Nullable String reason) {
        var activity = Decided.of(
                Json.MAPPER.convertValue(kind, ActivityKind.class),
                Json.MAPPER.convertValue(environment, Environment.class),
                null,
                sharing == null ? null : Json.MAPPER.readValue(sharing, Sharing.class));

        var forwarded = forwarder.forward(
                activity,
                settings.with(Json.MAPPER.readValue(panel, Panel.class)).latest());

        assertThat(forwarded.decided().getFirst().withheld()).isEqualTo(reason);
        assertThat(forwarded.callbacks()).hasSize(reason == null ? 1 : 0);
    }

    @ParameterizedTest
    @EnumSource(ActivityKind.class)
    void whoSharesNothingSharesNoKindButTheErasure(ActivityKind kind) {
        var sharing = Json.MAPPER.readValue(OFF, Sharing.class);

        var forwarded = forwarder.forward(
                Decided.of(kind, Environment.PRODUCTION, BY_BACKINAPP, sharing),
                settings.with(SettingsFixture.fullPanel()).latest());

        assertThat(forwarded.callbacks()).hasSize(kind == ActivityKind.GDPR_FORGET_DEVICE ? 1 : 0);
    }

    @Test
    void aCallbackThatSaysAllLeavesNothingOut() {
        var decided = decided(ActivityKind.EVENT, SettingsFixture.fullPanel());

        assertThat(decided.leftOut()).isEmpty();
        assertThat(Json.MAPPER.writeValueAsString(decided)).doesNotContain("left_out");
    }

    @Test
    void whatTheSwitchesKeepBackIsNamed() {
        var panel =
                Json.MAPPER.readValue("{\"partner_ids\":[\"1\"],\"event_links\":{\"ev0001\":\"buy\"}}", Panel.class);

        var decided = decided(ActivityKind.EVENT, panel);

        assertThat(decided.leftOut()).containsExactly(LeftOut.REVENUE, LeftOut.PARTNER_PARAMETERS);
        assertThat(Json.MAPPER.writeValueAsString(decided))
                .contains("\"left_out\":[{\"what\":\"revenue\",\"why\":\"revenue_forwarding_off\"},"
                        + "{\"what\":\"partner_parameters\",\"why\":\"partner_parameter_forwarding_off\"}]");
    }

    @Test
    void anotherSourcesAttributionIsNamedAsLeftOut() {
        var install = Decided.install(BY_ANOTHER);

        var decided = forwarder
                .forward(install, settings.with(SettingsFixture.fullPanel()).latest())
                .decided();

        assertThat(decided.getFirst().leftOut()).containsExactly(LeftOut.ATTRIBUTION);
        assertThat(Json.MAPPER.writeValueAsString(LeftOut.ATTRIBUTION))
                .isEqualTo("{\"what\":\"attribution\",\"why\":\"attributed_elsewhere\"}");
    }

    /** From before anybody left anything out. */
    @Test
    void anOlderRecordIsRead() {
        var older = "{\"partner\":\"backinapp\",\"partner_id\":\"1\",\"callback_id\":\"c\"}";

        assertThat(Json.MAPPER.readValue(older, Forwarding.class).leftOut()).isEmpty();
    }

    /** Hashes are for finding a device, and the ids of its hardware are not for telling. */
    @ParameterizedTest
    @EnumSource(DeviceIdType.class)
    void everyRawIdIsSaidAndNoOther(DeviceIdType type) {
        var id = type.parameter() + "-value";

        var forwarded = forwarder.forward(
                Decided.install(null, Map.of(type, id)),
                settings.with(SettingsFixture.fullPanel()).latest());

        var isSaid = !type.isHash()
                && !DeviceIdType.HARDWARE.contains(type)
                && type != DeviceIdType.ADID
                && type != DeviceIdType.EXTERNAL_DEVICE_ID;
        var said = FormData.parse(forwarded.callbacks().getFirst().payload()).byName();
        assertThat(said.containsValue(id)).isEqualTo(isSaid);
        if (isSaid) {
            assertThat(said).containsEntry(type.parameter(), id);
        }
    }

    private Forwarding decided(ActivityKind kind, Panel panel) {
        var activity = Decided.of(kind, Environment.PRODUCTION, null, null);
        return forwarder
                .forward(activity, settings.with(panel).latest())
                .decided()
                .getFirst();
    }
}
