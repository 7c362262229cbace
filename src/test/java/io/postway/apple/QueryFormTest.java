package io.postway.apple;

import static org.assertj.core.api.Assertions.assertThat;

import io.postway.event.Json;
import io.postway.event.Parameters;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueryFormTest {

    @Test
    void eachParameterBecomesTheFieldThatItStandsFor() {
        assertThat(toJson(
                        "sk_version", "4.0",
                        "sk_network_id", "com.example",
                        "sk_source_identifier", "0039",
                        "sk_app_id", "6813991381",
                        "sk_redownload", "0",
                        "sk_did_win", "true",
                        "sk_postback_sequence_index", "2",
                        "sk_ts", "1597151456",
                        "tracker", "abc123",
                        "campaign_id", "7",
                        "user_agent", "App Store",
                        "x", "1"))
                .isEqualTo("{\"version\":\"4.0\",\"ad-network-id\":\"com.example\",\"source-identifier\":\"0039\","
                        + "\"app-id\":6813991381,\"redownload\":false,\"did-win\":true,\"postback-sequence-index\":2,"
                        + "\"timestamp\":\"1597151456\",\"adjust-tracker\":\"abc123\",\"adjust-campaign-id\":\"7\","
                        + "\"user-agent\":\"App Store\",\"x\":\"1\"}");
    }

    @Test
    void applesOwnNamesAreUnderstoodToo() {
        assertThat(toJson("app-id", "1", "ad-network-id", "n", "adjust-campaign", "c"))
                .isEqualTo("{\"app-id\":1,\"ad-network-id\":\"n\",\"adjust-campaign\":\"c\"}");
    }

    @Test
    void namesMayHaveThePrefixAndUnderscoresThroughout() {
        assertThat(toJson(
                        "sk_ad_network_id", "n", "sk_country_code", "DE", "country_code", "FR", "adjust_tracker", "t"))
                .isEqualTo("{\"ad-network-id\":\"n\",\"country-code\":\"FR\",\"adjust-tracker\":\"t\"}");
    }

    @Test
    void pythonsBooleansAreUnderstood() {
        assertThat(toJson("sk_redownload", "True", "sk_did_win", "False"))
                .isEqualTo("{\"redownload\":true,\"did-win\":false}");
    }

    @Test
    void whatIsNoNumberStaysTextForTheReaderToRefuse() {
        assertThat(toJson("sk_app_id", "x1", "sk_redownload", "yes", "sk_campaign_id", "1.0"))
                .isEqualTo("{\"app-id\":\"x1\",\"redownload\":\"yes\",\"campaign-id\":\"1.0\"}");
    }

    @Test
    void emptyParametersAndMacrosAreAbsent() {
        assertThat(toJson("sk_source_app_id", "", "campaign", "{campaign}", "adgroup", " "))
                .isEqualTo("{}");
    }

    @Test
    void aSignatureWhosePlusBecameASpaceIsMended() {
        assertThat(toJson("sk_attribution_signature", "MEUC ab+/=")).contains("\"MEUC+ab+/=\"");
    }

    @Test
    void aWholePayloadMayComeInOneParameter() {
        var payload = Json.MAPPER.createObjectNode().put("app-id", 1).put("did-win", true);
        var query = new Parameters(Map.of("sk_payload", payload.toString(), "sk_app_id", "2"));

        assertThat(QueryForm.toJson(query, payload).toString()).isEqualTo("{\"app-id\":2,\"did-win\":true}");
    }

    private static String toJson(String... pairs) {
        var parameters = new LinkedHashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            parameters.put(pairs[i], pairs[i + 1]);
        }
        return Json.MAPPER.writeValueAsString(
                QueryForm.toJson(new Parameters(parameters), Json.MAPPER.createObjectNode()));
    }
}
