package io.postway.apple;

import static org.assertj.core.api.Assertions.assertThat;

import io.postway.apple.Reading.WellFormedPostback;
import io.postway.apple.Verdict.Development;
import io.postway.apple.Verdict.Invalid;
import io.postway.apple.Verdict.Unverifiable;
import io.postway.apple.Verdict.Valid;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The known postbacks, by either provider: the JDK's own stands in where no native library loads. */
class SignatureVectorsTest {

    private static final SignatureCheck FASTEST = SignatureCheck.withApplesKeys();
    private static final SignatureCheck JDK = new SignatureCheck(AppleKeys.published(EcdsaProvider.jdk()));

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void knownPostbacksGetTheirKnownVerdict(Vector vector) {
        var reading = PostbackReader.read(vector.body());

        assertThat(reading).isInstanceOf(WellFormedPostback.class);
        var claims = ((WellFormedPostback) reading).claims();
        assertThat(name(FASTEST.verify(claims))).isEqualTo(vector.signature());
        assertThat(name(JDK.verify(claims))).isEqualTo(vector.signature());
    }

    private static Stream<Vector> vectors() {
        return Vector.all();
    }

    private static String name(Verdict verdict) {
        return switch (verdict) {
            case Valid valid -> "valid";
            case Development development -> "development";
            case Invalid invalid -> "invalid";
            case Unverifiable unverifiable -> "unverifiable";
        };
    }
}
