package io.postway.attribution;

import static io.postway.attribution.AttributionStage.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;

import io.postway.event.ActivityKind;
import io.postway.event.Attributed;
import io.postway.event.DeviceIdType;
import io.postway.event.Environment;
import io.postway.settings.SettingsFixture;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which device a report is about, when its ids come and go. */
class DevicesTopologyTest extends OnAttributionStage {

    private static final Instant AT = Instant.parse("2026-03-10T12:00:00Z");
    private static final String ONE = id("one");
    private static final String TWO = id("two");
    private static final String VENDOR = id("vendor");

    private int seconds;

    @AfterEach
    void callbacksAreTheMattersOfOtherTests() {
        stage.read(TOPICS.callbacks());
    }

    @Test
    void anEventWithTheOtherIdAloneFindsItsDevice() {
        var adid = opens("idfa", ONE, "idfv", VENDOR).device().adid();

        assertThat(buys("idfv", VENDOR).device().adid()).isEqualTo(adid);
    }

    @Test
    void anIdThatCameLaterFindsTheDevice() {
        var adid = opens("idfv", VENDOR).device().adid();
        buys("idfv", VENDOR, "idfa", ONE);

        assertThat(buys("idfa", ONE).device().adid()).isEqualTo(adid);
    }

    @Test
    void anIdThatWasResetStillFindsTheDevice() {
        var adid = opens("idfa", ONE, "idfv", VENDOR).device().adid();
        buys("idfa", TWO, "idfv", VENDOR);

        var late = buys("idfa", ONE);

        assertThat(late.device().adid()).isEqualTo(adid);
    }

    @Test
    void ofManyResetsTheOldestLeadNowhere() {
        opens("idfa", ONE, "idfv", VENDOR);
        for (int i = 0; i <= Device.MAX_FORMER_IDS; i++) {
            buys("idfa", id("reset " + i), "idfv", VENDOR);
        }

        stage.receive(reports.event(next(), SettingsFixture.PURCHASE, null, "idfa", ONE));

        assertThat(stage.metric("deferred")).isEqualTo(1);
        assertThat(buys("idfa", id("reset 0")).kind()).isEqualTo(ActivityKind.EVENT);
    }

    /** A phone was sold: the new owner's account came with it, the old one's history did not. */
    @Test
    void aReportThatLinksTwoDevicesCountsForThatOfTheStrongerId() {
        var one = opens("idfa", ONE).device();
        var two = opens("idfv", VENDOR).device();

        var both = buys("idfa", ONE, "idfv", VENDOR);

        assertThat(both.device().adid()).isEqualTo(one.adid());
        assertThat(both.otherDevices()).containsExactly(two.adid());
        assertThat(buys("idfv", VENDOR).device().adid()).isEqualTo(one.adid());
        var left = buys("adid", two.adid());
        assertThat(left.device().adid()).isEqualTo(two.adid());
        assertThat(left.device().ids().get(DeviceIdType.IDFV)).isEmpty();
    }

    @Test
    void ourOwnIdIsTheStrongest() {
        var one = opens("idfa", ONE).device();
        opens("idfa", TWO);

        assertThat(buys("adid", one.adid(), "idfa", TWO).device().adid()).isEqualTo(one.adid());
    }

    /** As all were by the first versions: each of its ids led there, and none was enough by itself. */
    @Test
    void aDeviceThatIsKeptUnderOurIdIsFoundAndMoves() {
        var adid = opens("idfa", ONE, "idfv", VENDOR).device().adid();
        var devices = stage.driver().<String, Device>getKeyValueStore(Devices.DEVICES);
        devices.put(key(adid), devices.delete(key("idfa:" + ONE)));
        var homes = stage.driver().<String, String>getKeyValueStore(Devices.IDENTIFIERS);
        Stream.of("adid:" + adid, "idfa:" + ONE, "idfv:" + VENDOR).forEach(id -> homes.put(key(id), adid));

        assertThat(buys("idfv", VENDOR).device().adid()).isEqualTo(adid);

        assertThat(devices.get(key(adid))).isNull();
        assertThat(devices.get(key("idfa:" + ONE)).adid()).isEqualTo(adid);
        assertThat(buys("idfv", VENDOR).device().adid()).isEqualTo(adid);
        assertThat(buys("adid", adid).device().adid()).isEqualTo(adid);
    }

    private static String key(String id) {
        return SettingsFixture.SHOP + "|" + Environment.PRODUCTION + "|" + id;
    }

    private Attributed opens(String... ids) {
        stage.receive(reports.session(next(), ids));
        return stage.only(TOPICS.attributed());
    }

    private Attributed buys(String... ids) {
        stage.receive(reports.event(next(), SettingsFixture.PURCHASE, null, ids));
        return stage.only(TOPICS.attributed());
    }

    private Instant next() {
        return AT.plusSeconds(seconds++);
    }

    private static String id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                .toString()
                .toUpperCase(Locale.ROOT);
    }
}
