package io.postway.it;

import static io.postway.event.ActivityKind.EVENT;
import static io.postway.event.ActivityKind.INSTALL;
import static io.postway.it.GuideShop.newPhone;
import static org.assertj.core.api.Assertions.assertThat;

import io.postway.event.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a device's user lets BackInApp hear, said over HTTP and seen there. */
@ExtendWith(SharedInstance.Resolver.class)
class SharingIT {

    private static final String PANEL = "{\"partner_ids\":[\"partner-1\"],\"event_links\":{\"ev0001\":\"purchase\"}}";

    @Test
    void whatTheFormSaysHoldsFromThenOnAndIsShown(SharedInstance instance) {
        var shop = GuideShop.open(instance, PANEL);
        var phone = newPhone();

        shop.opens("idfa=" + phone + "&sharing=disable");
        shop.does("ev0001", "idfa=" + phone + "&sharing=enable");

        shop.awaits(EVENT, phone);
        assertThat(shop.kindsAfterAll(phone)).containsExactly("event");
        var device = shop.device(phone);
        assertThat(device.at("/device/sharing")).isEqualTo(Json.parse("{\"enabled\":true,\"partners\":{}}"));
        var install = shop.activity(device.at("/device/credited_by").asString());
        assertThat(install.at("/decisions/0/forwarding"))
                .isEqualTo(Json.parse("[{\"partner\":\"backinapp\",\"withheld\":\"sharing_disabled\"}]"));
    }

    @Test
    void whatTheQuerySaysOfOneKindHoldsForThatOne(SharedInstance instance) {
        var shop = GuideShop.open(instance, PANEL);
        var phone = newPhone();
        shop.opens("idfa=" + phone);
        var settings = "%7B%22backinapp%22%3A%7B%22event%22%3Afalse%7D%2C%22another%22%3A%7B%22all%22%3Afalse%7D%7D";

        var answer = instance.postway()
                .http()
                .get(shop.eventPath("ev0001") + "&idfa=" + phone + "&partner_sharing_settings=" + settings);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        shop.awaits(INSTALL, phone);
        assertThat(shop.kindsAfterAll(phone)).containsExactly("install");
        assertThat(shop.device(phone).at("/device/sharing"))
                .isEqualTo(Json.parse("{\"partners\":{\"backinapp\":{\"event\":false}}}"));
    }
}
