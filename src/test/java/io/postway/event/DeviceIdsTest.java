package io.postway.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceIdsTest {

    @ParameterizedTest
    @CsvSource({
        "idfa,               8c6cbc0d-5f43-4765-a6e6-84dff3d24707, idfa:8C6CBC0D-5F43-4765-A6E6-84DFF3D24707",
        "idfa,               8C6CBC0D5F434765A6E684DFF3D24707,     idfa:8C6CBC0D-5F43-4765-A6E6-84DFF3D24707",
        "idfa_short,         8c6cbc0d5f434765a6e684dff3d24707,     idfa:8C6CBC0D-5F43-4765-A6E6-84DFF3D24707",
        "idfv,               621bc5b3-0bc9-4ff1-a0e1-d9f1a2c4cf0f, idfv:621BC5B3-0BC9-4FF1-A0E1-D9F1A2C4CF0F",
        "gps_adid,           38400000-8CF0-11BD-B23E-10B96E40000D, gps_adid:38400000-8cf0-11bd-b23e-10b96e40000d",
        "fire_adid,          DF07C7DC-CEA7-4A89-B328-810FF5ACB15D, fire_adid:df07c7dc-cea7-4a89-b328-810ff5acb15d",
        "oaid,               68EDFF5BFFFC39D7,                     oaid:68edff5bfffc39d7",
        "win_adid,           0E1F2A3B-0000-4000-8000-123456789ABC, win_adid:0e1f2a3b000040008000123456789abc",
        "android_id,         9774D56D682E549C,                     android_id:9774d56d682e549c",
        "external_device_id, Abc-1,                                external_device_id:Abc-1",
        "idfa_upper_md5,     0B3FEEEBC353A5A35F22B5DEB00B4A1A,     idfa_upper_md5:0b3feeebc353a5a35f22b5deb00b4a1a"
    })
    void eachKindHasOneForm(String parameter, String sent, String key) {
        assertThat(ids(parameter, sent).keys()).containsExactly(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{idfa}",
                "{{idfa}}",
                "__IDFA__",
                "%%IDFA%%",
                "%7Bidfa%7D",
                "[idfa]",
                "00000000-0000-0000-0000-000000000000",
                "00000000000000000000000000000000",
                "0",
                "null",
                "(null)",
                "undefined",
                "Unknown"
            })
    void whatNoDeviceHasIsNoId(String sent) {
        assertThat(ids("idfa", sent).isEmpty()).isTrue();
        assertThat(ids("gps_adid", sent).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "idfa_lower_md5,  9f89c84a559f573636a47ff8daed0d33",
        "idfa_lower_md5,  d41d8cd98f00b204e9800998ecf8427e",
        "idfa_upper_sha1, da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "android_id_lower_md5, 1e4a1b03d1b6cd8a174a826f76e009f4",
        "idfa_lower_md5,  not-a-hash",
        "idfa_lower_sha1, 6fb7d91b8d57903204a9e2bf8c3508fa"
    })
    void theHashOfNothingAndWhatIsNoSuchHashAreNoIds(String parameter, String sent) {
        assertThat(ids(parameter, sent).isEmpty()).isTrue();
    }

    @Test
    void aRawIdIsFoundByEachOfItsHashes() {
        assertThat(ids("idfa", Activities.IDFA).keysInAllForms())
                .containsExactlyInAnyOrder(
                        "idfa:8C6CBC0D-5F43-4765-A6E6-84DFF3D24707",
                        "idfa_lower_md5:6fb7d91b8d57903204a9e2bf8c3508fa",
                        "idfa_upper_md5:0b3feeebc353a5a35f22b5deb00b4a1a",
                        "idfa_lower_sha1:e908fc4f2094e1d4e21f118082882b91319c4741",
                        "idfa_upper_sha1:94ef1d3f0baf8c3c574cf4ce431848e041d11522");
        assertThat(ids("android_id", "9774D56D682E549C").keysInAllForms())
                .containsExactlyInAnyOrder(
                        "android_id:9774d56d682e549c",
                        "android_id_lower_md5:cf95dc53f383f9a836fd749f3ef439cd",
                        "android_id_upper_md5:d65bc69f6c297e2e78e7cc33d928856e",
                        "android_id_lower_sha1:41e29575c7361b2924f701502ca6d932b45b9e51",
                        "android_id_upper_sha1:49b6fec4eeb7b9d288fe0c31eff451e95f44844e");
        assertThat(ids("imei", "490154203237518").keysInAllForms())
                .containsExactlyInAnyOrder("imei:490154203237518", "imei_lower_md5:0eaed834a1e6f4b2bf0c024e0013dea1");
    }

    @Test
    void theLongFormOfAnIdfaCountsBeforeTheShortOne() {
        var both = new Parameters(Map.of("idfa", Activities.IDFA, "idfa_short", "11111111111111111111111111111111"));

        assertThat(DeviceIds.in(both).keys()).containsExactly("idfa:" + Activities.IDFA);
    }

    private static DeviceIds ids(String parameter, String sent) {
        return DeviceIds.in(new Parameters(Map.of(parameter, sent)));
    }

    @ParameterizedTest
    @CsvSource({
        "IDFA, IOS",
        "IDFV, IOS",
        "GPS_ADID, ANDROID",
        "FIRE_ADID, ANDROID",
        "OAID, ANDROID",
        "ANDROID_ID, ANDROID",
        "WIN_ADID, ",
        "EXTERNAL_DEVICE_ID, "
    })
    void someKindsOfIdsTellWhatADeviceRuns(DeviceIdType type, @Nullable Platform platform) {
        assertThat(new DeviceIds(Map.of(type, "1")).platform()).isEqualTo(Optional.ofNullable(platform));
    }
}
