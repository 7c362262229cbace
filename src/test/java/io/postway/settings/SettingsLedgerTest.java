package io.postway.settings;

import static io.postway.settings.SettingsFixture.BACKINAPP_LINK;
import static io.postway.settings.SettingsFixture.PURCHASE;
import static io.postway.settings.SettingsFixture.REGISTRATION;
import static io.postway.settings.SettingsFixture.SHOP;
import static io.postway.settings.SettingsFixture.fullPanel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.postway.event.AppToken;
import io.postway.event.Json;
import io.postway.event.LinkToken;
import io.postway.event.Partner;
import io.postway.event.SettingsChange;
import io.postway.settings.Outcome.Applied;
import io.postway.settings.Outcome.Reason;
import io.postway.settings.Outcome.Refused;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SettingsLedgerTest {

    private final SettingsFixture settings = SettingsFixture.shop();

    @Test
    void theFirstOfTwoProposalsForOneVersionWins() {
        var key = ResourceKey.backinapp(SHOP);

        assertThat(settings.propose(key, 0, fullPanel())).isInstanceOf(Applied.class);
        assertThat(reasonOf(settings.propose(key, 0, Panel.untouched()))).isEqualTo(Reason.STALE);
        assertThat(settings.latest().backinapp(SHOP)).isEqualTo(fullPanel());
    }

    @Test
    void aProposalThatIsAppendedTwiceCountsOnce() {
        var change = SettingsFixture.change(ResourceKey.backinapp(SHOP), 0, fullPanel());

        var first = settings.propose(change);
        var repeated = settings.propose(change);

        assertThat(repeated).isEqualTo(first);
    }

    @Test
    void olderVersionsStayAsTheyWere() {
        var before = settings.latest();
        settings.with(fullPanel());

        assertThat(before.backinapp(SHOP)).isEqualTo(Panel.untouched());
        assertThat(settings.asOf(before.version()).backinapp(SHOP)).isEqualTo(Panel.untouched());
        assertThat(settings.latest().backinapp(SHOP)).isEqualTo(fullPanel());
    }

    @Test
    void aRefusedProposalMovesTheVersionAndChangesNothing() {
        var before = settings.latest().version();

        settings.propose(ResourceKey.app(SHOP), 99, null);

        assertThat(settings.latest().version()).isEqualTo(before + 1);
        assertThat(settings.latest().app(SHOP)).isPresent();
    }

    @Test
    void aVersionThatHasNotBeenReadCannotBeAskedFor() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.asOf(settings.latest().version() + 1));
    }

    @Test
    void aLinksTokenBelongsToOneAppForEver() {
        var other = new AppToken("othershop001");
        settings.propose(ResourceKey.app(other), 0, new App(other, "Other", null, null, null, null, null, null, null));

        var taken = new Link(
                BACKINAPP_LINK, other, "Stolen", Partner.BACKINAPP, null, null, null, null, null, null, null, false);
        assertThat(reasonOf(settings.propose(ResourceKey.link(other, BACKINAPP_LINK), 0, taken)))
                .isEqualTo(Reason.CONFLICT);
    }

    @Test
    void twoAppsCannotShareAStoreNumber() {
        var other = new AppToken("othershop001");

        var outcome = settings.propose(
                ResourceKey.app(other), 0, new App(other, "Other", 525463029L, null, null, null, null, null, null));

        assertThat(reasonOf(outcome)).isEqualTo(Reason.CONFLICT);
    }

    @Test
    void revenueNeedsALinkedRevenueEvent() {
        var panel = SettingsFixture.panelLinking(Map.of(REGISTRATION, "signup"));

        assertThat(reasonOf(settings.propose(ResourceKey.backinapp(SHOP), 0, panel)))
                .isEqualTo(Reason.INVALID);
        assertThat(settings.propose(
                        ResourceKey.backinapp(SHOP), 0, SettingsFixture.panelLinking(Map.of(PURCHASE, "buy"))))
                .isInstanceOf(Applied.class);
    }

    /** Whatever is proposed, reading goes on: the log is the same for every instance, and after every restart. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "7",
                "[]",
                "{}",
                "{\"token\":\"othershop001\"}",
                "{\"token\":null,\"name\":\"x\"}",
                "{\"token\":\"othershop001\",\"name\":\"x\",\"events\":[{\"name\":\"no token\"}]}",
                "{\"token\":\"othershop001\",\"name\":\"x\",\"events\":[null]}",
                "{\"token\":\"othershop001\",\"name\":\"x\",\"url_schemes\":[null]}",
                "{\"token\":\"othershop001\",\"name\":\"x\",\"url_schemes\":[\"javascript\"]}"
            })
    void aProposalThatMakesNoSenseIsRefused(String json) {
        var change = new SettingsChange(
                UUID.randomUUID(),
                Instant.EPOCH,
                0,
                UUID.randomUUID(),
                "test",
                "apps/othershop001",
                0,
                Json.MAPPER.readTree(json));

        assertThat(settings.propose(change)).isInstanceOf(Refused.class);
        assertThat(settings.propose(ResourceKey.backinapp(SHOP), 0, fullPanel()))
                .isInstanceOf(Applied.class);
    }

    @Test
    void aPanelOfAnAppThatDoesNotExistIsRefused() {
        var outcome = settings.propose(ResourceKey.backinapp(new AppToken("nosuchapp001")), 0, fullPanel());

        assertThat(reasonOf(outcome)).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void whatIsDeletedIsGoneAndMayComeBack() {
        var version = settings.latest()
                .find(ResourceKey.network(SettingsFixture.NETWORK))
                .orElseThrow()
                .version();

        settings.propose(ResourceKey.network(SettingsFixture.NETWORK), version, null);

        assertThat(settings.latest().network(SettingsFixture.NETWORK)).isEmpty();
        assertThat(settings.propose(
                        ResourceKey.network(SettingsFixture.NETWORK),
                        0,
                        new Network(SettingsFixture.NETWORK, "Again", null)))
                .isInstanceOf(Applied.class);
    }

    @Test
    void manyResourcesHoldTogetherOrNotAtAll() {
        var other = new AppToken("othershop001");
        var app = new App(other, "Other", null, null, null, null, null, null, null);
        var link = new Link(
                new LinkToken("oth1234"), other, "Link", null, null, null, null, null, null, null, null, false);
        var resources = Json.MAPPER.createObjectNode();
        resources.set("apps/othershop001", Json.MAPPER.<JsonNode>valueToTree(app));
        resources.set("apps/othershop001/links/oth1234", Json.MAPPER.<JsonNode>valueToTree(link));
        resources.set("apps/nosuchapp001/partners/backinapp", Json.MAPPER.<JsonNode>valueToTree(fullPanel()));

        var refused =
                settings.propose(SettingsFixture.changeOfAll(settings.latest().lastChange(), resources));

        assertThat(refused)
                .isEqualTo(new Refused(
                        Reason.NOT_FOUND, "apps/nosuchapp001/partners/backinapp: there is no app nosuchapp001"));
        assertThat(settings.latest().app(other)).isEmpty();
        assertThat(settings.latest().history())
                .noneMatch(revision -> revision.path().contains("othershop001"));

        resources.remove("apps/nosuchapp001/partners/backinapp");
        var applied =
                settings.propose(SettingsFixture.changeOfAll(settings.latest().lastChange(), resources));

        assertThat(applied).isInstanceOf(Applied.class);
        assertThat(settings.latest().app(other)).isPresent();
        assertThat(settings.latest().link(new LinkToken("oth1234"))).isPresent();
    }

    @Test
    void whatWasTakenBackTakesNoTokenWithIt() {
        var other = new AppToken("othershop001");
        var link = new Link(
                new LinkToken("oth1234"), other, "Link", null, null, null, null, null, null, null, null, false);
        var resources = Json.MAPPER.createObjectNode();
        resources.set(
                "apps/othershop001",
                Json.MAPPER.<JsonNode>valueToTree(new App(other, "Other", null, null, null, null, null, null, null)));
        resources.set("apps/othershop001/links/oth1234", Json.MAPPER.<JsonNode>valueToTree(link));
        resources.put("networks/nonsense", 7);
        assertThat(settings.propose(
                        SettingsFixture.changeOfAll(settings.latest().lastChange(), resources)))
                .isInstanceOf(Refused.class);

        var ours =
                new Link(new LinkToken("oth1234"), SHOP, "Link", null, null, null, null, null, null, null, null, false);

        assertThat(settings.propose(ResourceKey.link(SHOP, ours.token()), 0, ours))
                .isInstanceOf(Applied.class);
    }

    @Test
    void aChangeOfAllIsRefusedOnceAnythingHasChanged() {
        var seen = settings.latest().lastChange();
        settings.with(fullPanel());

        var outcome = settings.propose(SettingsFixture.changeOfAll(seen, Json.MAPPER.createObjectNode()));

        assertThat(reasonOf(outcome)).isEqualTo(Reason.STALE);
    }

    private static Reason reasonOf(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Refused.class);
        return ((Refused) outcome).reason();
    }
}
