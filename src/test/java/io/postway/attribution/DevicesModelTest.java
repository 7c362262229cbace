package io.postway.attribution;

import static io.postway.attribution.AttributionStage.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;

import io.postway.event.Attributed;
import io.postway.settings.SettingsFixture;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose ids wander from phone to phone, beside a list of phones that is looked through from its beginning. */
class DevicesModelTest extends OnAttributionStage {

    private static final Instant AT = Instant.parse("2026-03-10T12:00:00Z");
    private static final int REPORTS = 500;

    /** Few phones that change their advertising ids often: each has more of them than it may keep. */
    private static final int VENDOR_IDS = 3;

    private static final int ADVERTISING_IDS = 80;

    private final List<Phone> phones = new ArrayList<>();

    /** @param own by type, {@code idfa} before {@code idfv} */
    private record Phone(String adid, TreeMap<String, String> own, List<String> former) {

        boolean has(String id) {
            return own.containsValue(id) || former.contains(id);
        }

        void lose(String id) {
            own.values().remove(id);
            former.remove(id);
        }

        void take(Map<String, String> reported) {
            var before = List.copyOf(own.values());
            own.putAll(reported);
            former.addAll(before);
            former.removeAll(own.values());
            while (former.size() > Device.MAX_FORMER_IDS) {
                former.removeFirst();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void everyReportFindsTheDeviceThatWasLastReportedWithItsId(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < REPORTS; i++) {
            var reported = someIds(random);
            var owners = reported.values().stream()
                    .flatMap(id -> owner(id).stream())
                    .distinct()
                    .toList();

            var attributed = report(AT.plusSeconds(i), reported, owners.isEmpty());

            var phone = owners.isEmpty() ? installed(attributed) : owners.getFirst();
            var others = owners.stream().filter(owner -> !owner.equals(phone)).toList();
            assertThat(attributed.device().adid()).as("report %d", i).isEqualTo(phone.adid());
            assertThat(attributed.otherDevices())
                    .as("report %d", i)
                    .containsExactlyElementsOf(
                            others.stream().map(Phone::adid).sorted().toList());
            others.forEach(other -> reported.values().forEach(other::lose));
            phone.take(reported);
            assertThat(attributed.device().ids().keys())
                    .as("report %d", i)
                    .containsExactlyElementsOf(phone.own().entrySet().stream()
                            .map(id -> id.getKey() + ":" + id.getValue())
                            .toList());
        }
        assertThat(phones).hasSizeGreaterThan(VENDOR_IDS);
        stage.read(TOPICS.callbacks());
    }

    private static Map<String, String> someIds(SplittableRandom random) {
        var ids = new TreeMap<String, String>();
        var kind = random.nextInt(8);
        if (kind != 0) {
            ids.put("idfa", id("idfa", random.nextInt(ADVERTISING_IDS)));
        }
        if (kind != 1) {
            ids.put("idfv", id("idfv", random.nextInt(VENDOR_IDS)));
        }
        return ids;
    }

    private Optional<Phone> owner(String id) {
        return phones.stream().filter(phone -> phone.has(id)).findFirst();
    }

    private Phone installed(Attributed attributed) {
        var phone = new Phone(attributed.device().adid(), new TreeMap<>(), new ArrayList<>());
        phones.add(phone);
        return phone;
    }

    private Attributed report(Instant at, Map<String, String> ids, boolean isFirst) {
        var parameters = ids.entrySet().stream()
                .flatMap(id -> Stream.of(id.getKey(), id.getValue()))
                .toArray(String[]::new);
        stage.receive(
                isFirst
                        ? reports.session(at, parameters)
                        : reports.event(at, SettingsFixture.PURCHASE, null, parameters));
        return stage.only(TOPICS.attributed());
    }

    private static String id(String type, int number) {
        return UUID.nameUUIDFromBytes((type + number).getBytes(StandardCharsets.UTF_8))
                .toString()
                .toUpperCase(Locale.ROOT);
    }
}
