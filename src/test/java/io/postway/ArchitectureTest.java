package io.postway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

/** The rooms and their borders, as the package comment of {@code io.postway} draws them. */
@AnalyzeClasses(packages = "io.postway", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] STAGES = {
        "io.postway.collect..",
        "io.postway.skadnetwork..",
        "io.postway.attribution..",
        "io.postway.delivery..",
        "io.postway.quickstart.."
    };

    @ArchTest
    static final ArchRule roomsHaveNoCycles =
            slices().matching("io.postway.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule whatTravelsKnowsNoSpringAndNoRoom = noClasses()
            .that()
            .resideInAPackage("io.postway.event..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta.servlet..")
            .orShould()
            .dependOnClassesThat(inRoomsOtherThan("event"));

    @ArchTest
    static final ArchRule applesFormatsArePure = classes()
            .that()
            .resideInAPackage("io.postway.apple..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.postway.apple..",
                    "io.postway.event..",
                    "java..",
                    "tools.jackson..",
                    "com.amazon.corretto..",
                    "com.nimbusds..",
                    "org.bouncycastle..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule collectStandsAlone =
            standsAlone("collect", "event", "settings", "trackers", "forgotten", "runtime", "http", "apple");

    @ArchTest
    static final ArchRule skadnetworkStandsAlone = standsAlone("skadnetwork", "event", "settings", "runtime");

    @ArchTest
    static final ArchRule attributionOnlyCallsForwarding =
            standsAlone("attribution", "event", "settings", "runtime", "forwarding");

    @ArchTest
    static final ArchRule forwardingStandsAlone = standsAlone("forwarding", "event", "settings", "runtime");

    @ArchTest
    static final ArchRule deliveryStandsAlone = standsAlone("delivery", "event", "settings", "forgotten", "runtime");

    @ArchTest
    static final ArchRule quickstartStandsAlone = standsAlone("quickstart", "event", "settings", "runtime", "http");

    @ArchTest
    static final ArchRule settingsStandAlone = standsAlone("settings", "event", "runtime");

    @ArchTest
    static final ArchRule trackersStandAlone = standsAlone("trackers", "event", "runtime");

    @ArchTest
    static final ArchRule forgottenStandsAlone = standsAlone("forgotten", "event", "runtime");

    @ArchTest
    static final ArchRule onlyTheConsoleMayLookIntoAStage = noClasses()
            .that()
            .resideOutsideOfPackages(STAGES)
            .and()
            .resideOutsideOfPackage("io.postway.console..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(STAGES);

    /** A rule reads the clock through what it is given, or a replay would decide otherwise. */
    @ArchTest
    static final ArchRule decisionsReadNoClock = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.postway.apple..",
                    "io.postway.attribution..",
                    "io.postway.forwarding..",
                    "io.postway.skadnetwork..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(UUID.class, "randomUUID");

    private static ArchRule standsAlone(String room, String... mayUse) {
        var known = new String[mayUse.length + 1];
        System.arraycopy(mayUse, 0, known, 0, mayUse.length);
        known[mayUse.length] = room;
        return noClasses()
                .that()
                .resideInAPackage("io.postway." + room + "..")
                .should()
                .dependOnClassesThat(inRoomsOtherThan(known));
    }

    private static DescribedPredicate<JavaClass> inRoomsOtherThan(String... rooms) {
        return DescribedPredicate.describe(
                "in rooms other than " + String.join(", ", rooms),
                type -> type.getPackageName().startsWith("io.postway.")
                        && Arrays.stream(rooms)
                                .noneMatch(
                                        room -> (type.getPackageName() + ".").startsWith("io.postway." + room + ".")));
    }
}
