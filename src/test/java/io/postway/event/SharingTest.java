package io.postway.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.postway.event.Sharing.Objection;
import io.postway.event.Sharing.Option;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SharingTest {

    @ParameterizedTest(name = "{0} + {1}: {2} -> {3}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // one report said             | a later one                     | kind    | what speaks against it
                "{}                             | -                               | install | -",
                "{'enabled':true}               | -                               | install | -",
                "{'enabled':false}              | -                               | install | sharing_disabled",
                "{'enabled':false}              | -                               | rejected_reattribution |"
                        + " sharing_disabled",
                "{'enabled':false}              | -                               | gdpr_forget_device | -",
                "{'partners':{'backinapp':{'all':false}}}    | -                  | gdpr_forget_device | -",
                "{'partners':{'backinapp':{'all':false}}}    | -                  | install | sharing_with_partner_off",
                "{'partners':{'backinapp':{'install':false}}} | -                 | install | sharing_of_kind_off",
                "{'partners':{'backinapp':{'install':false}}} | -                 | event   | -",
                "{'partners':{'backinapp':{'install':false}}} | -                 | rejected_install | -",
                // a kind's own switch comes before that of all kinds
                "{'partners':{'backinapp':{'all':false,'install':true}}}  | -     | install | -",
                "{'partners':{'backinapp':{'all':false,'install':true}}}  | -     | event   | sharing_with_partner_off",
                "{'partners':{'backinapp':{'all':true,'install':false}}}  | -     | install | sharing_of_kind_off",
                // a partner's own switches come before those of all partners
                "{'partners':{'all':{'all':false}}}           | -                 | session | sharing_with_partner_off",
                "{'partners':{'all':{'session':false}}}       | -                 | session | sharing_of_kind_off",
                "{'partners':{'all':{'all':false},'backinapp':{'all':true}}} | -  | session | -",
                "{'partners':{'all':{'session':false},'backinapp':{'all':true}}} | - | session | -",
                "{'partners':{'all':{'session':true},'backinapp':{'all':false}}} | - | session |"
                        + " sharing_with_partner_off",
                // the switch over all partners comes before them all
                "{'enabled':false,'partners':{'backinapp':{'all':true}}}  | -     | install | sharing_disabled",
                "{'enabled':true,'partners':{'backinapp':{'all':false}}}  | -     | install | sharing_with_partner_off",
                // what is said later replaces, switch by switch
                "{'enabled':false}              | {'enabled':true}                | install | -",
                "{'enabled':true}               | {'enabled':false}               | install | sharing_disabled",
                "{'enabled':false}              | {'partners':{'backinapp':{'install':true}}} | install |"
                        + " sharing_disabled",
                "{'partners':{'backinapp':{'all':false}}} | {'enabled':true}      | install | sharing_with_partner_off",
                "{'partners':{'backinapp':{'all':false}}} | {'partners':{'backinapp':{'install':true}}} | install | -",
                "{'partners':{'backinapp':{'all':false}}} | {'partners':{'backinapp':{'install':true}}} | event |"
                        + " sharing_with_partner_off",
                "{'partners':{'backinapp':{'event':false}}} | {'partners':{'backinapp':{'event':true}}} | event | -",
                "{'partners':{'backinapp':{'event':false}}} | {'partners':{'all':{'event':true}}} | event |"
                        + " sharing_of_kind_off"
            },
            quoteCharacter = '`')
    void theMostParticularSwitchDecides(String said, @Nullable String later, String kind, @Nullable String why) {
        var sharing = Objects.requireNonNull(Sharing.after(sharing(said), later == null ? null : sharing(later)));

        var objection = sharing.objection(Partner.BACKINAPP, Json.MAPPER.convertValue(kind, ActivityKind.class));

        assertThat(objection.map(Objection::wireName).orElse(null)).isEqualTo(why);
    }

    @Test
    void whereNobodySaysAnythingThereIsNothing() {
        assertThat(Sharing.after(null, null)).isNull();
        assertThat(Sharing.after(sharing("{'enabled':false}"), null)).isEqualTo(sharing("{'enabled':false}"));
        assertThat(Sharing.after(null, sharing("{'enabled':false}"))).isEqualTo(sharing("{'enabled':false}"));
    }

    /** A kind without a switch could not be kept back. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GDPR_FORGET_DEVICE")
    void everyKindHasItsSwitch(ActivityKind kind) {
        assertThat(Option.of(kind)).isPresent();
    }

    @Test
    void itIsKeptUnderTheNamesUnderWhichItWasSaid() {
        var names = EnumSet.allOf(Option.class).stream()
                .map(option -> "'" + option.name().toLowerCase(Locale.ROOT) + "':false")
                .collect(Collectors.joining(",", "{'enabled':true,'partners':{'backinapp':{", "}}}"));

        assertThat(Json.MAPPER.writeValueAsString(sharing(names))).isEqualTo(names.replace('\'', '"'));
        assertThat(Option.named("reattribution_reinstall")).contains(Option.REATTRIBUTION_REINSTALL);
    }

    private static Sharing sharing(String said) {
        return Json.MAPPER.readValue(said.replace('\'', '"'), Sharing.class);
    }
}
