package io.postway.collect.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postway.collect.RefusedException;
import io.postway.event.AppToken;
import io.postway.event.Json;
import io.postway.event.Parameters;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharingReaderTest {

    private static final AppToken APP = new AppToken("demoshop0001");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            quoteCharacter = '`',
            value = {
                "-       | -                                    | -",
                "-       | ``                                   | -",
                "-       | {}                                   | -",
                "enable  | -                                    | {'enabled':true,'partners':{}}",
                "disable | -                                    | {'enabled':false,'partners':{}}",
                "-       | {'backinapp':{'all':false,'install':true}} |"
                        + " {'partners':{'backinapp':{'all':false,'install':true}}}",
                "disable | {'all':{'event':false}}              | {'enabled':false,'partners':{'all':{'event':false}}}",
                // partners and options that we do not know, whatever is said of them
                "-       | {'34':{'all':false}}                 | -",
                "-       | {'34':'no object','backinapp':{'sdk_click':'no switch'}} | -",
                "-       | {'backinapp':{'ad_revenue':false,'event':false}} |"
                        + " {'partners':{'backinapp':{'event':false}}}",
                "-       | {'BackInApp':{'all':false}}          | -"
            })
    void whatIsSaidIsKept(@Nullable String sharing, @Nullable String partners, @Nullable String kept) {
        var read = SharingReader.read(report(sharing, partners), APP);

        assertThat(read == null ? null : Json.MAPPER.writeValueAsString(read))
                .isEqualTo(kept == null ? null : kept.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            quoteCharacter = '`',
            value = {
                "no     | -                                    | Invalid sharing",
                "1      | -                                    | Invalid sharing",
                "Enable | -                                    | Invalid sharing",
                "-      | no JSON                              | Invalid partner_sharing_settings",
                "-      | {'backinapp':{'all':false}           | Invalid partner_sharing_settings",
                "-      | ['backinapp']                        | Invalid partner_sharing_settings",
                "-      | []                                   | Invalid partner_sharing_settings",
                "-      | true                                 | Invalid partner_sharing_settings",
                "-      | {'backinapp':false}                  | Invalid partner_sharing_settings",
                "-      | {'backinapp':null}                   | Invalid partner_sharing_settings",
                "-      | {'backinapp':{'all':'false'}}        | Invalid partner_sharing_settings",
                "-      | {'backinapp':{'all':0}}              | Invalid partner_sharing_settings",
                "-      | {'all':{'event':null}}               | Invalid partner_sharing_settings",
                "-      | {'backinapp':{'all':true,'all':false}} | Invalid partner_sharing_settings"
            })
    void whatCannotBeMeantIsRefused(@Nullable String sharing, @Nullable String partners, String words) {
        assertThatThrownBy(() -> SharingReader.read(report(sharing, partners), APP))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal().message()).isEqualTo(words));
    }

    private static Parameters report(@Nullable String sharing, @Nullable String partners) {
        var parameters = new LinkedHashMap<String, String>();
        if (sharing != null) {
            parameters.put("sharing", sharing);
        }
        if (partners != null) {
            parameters.put("partner_sharing_settings", partners.replace('\'', '"'));
        }
        return new Parameters(parameters);
    }
}
