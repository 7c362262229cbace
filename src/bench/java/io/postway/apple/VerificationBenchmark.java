package io.postway.apple;

import io.postway.apple.Reading.WellFormedPostback;
import io.postway.event.Claims;
import io.postway.event.Json;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import tools.jackson.databind.node.ObjectNode;

/**
 * How many postbacks one core verifies in a second. {@link VerificationComparison} runs it beside OpenSSL; the numbers
 * stand in {@code docs/benchmarks.md}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class VerificationBenchmark {

    private final SignatureCheck fastest = SignatureCheck.withApplesKeys();
    private final SignatureCheck jdk = new SignatureCheck(AppleKeys.published(EcdsaProvider.jdk()));

    private byte[] body;
    private Claims p256;
    private Claims p192;
    private Claims jws;

    @Setup
    public void read() {
        body = Vector.named("skan-4.0-apple-doc-fine").body().toString().getBytes(StandardCharsets.UTF_8);
        p256 = claims("skan-4.0-apple-doc-fine");
        p192 = claims("skan-2.0-apple-doc");
        jws = claims("aak-apple-doc-development-1");
    }

    private static Claims claims(String vector) {
        return ((WellFormedPostback) PostbackReader.read(Vector.named(vector).body())).claims();
    }

    /** From the claims to the verdict: base64, the message, SHA-256, ECDSA on P-256. */
    @Benchmark
    public Verdict verify() {
        return fastest.verify(p256);
    }

    @Benchmark
    public Verdict verifyByTheJdk() {
        return jdk.verify(p256);
    }

    /** On P-192, by Bouncy Castle: what versions 1.0 and 2.0 cost. */
    @Benchmark
    public Verdict verifyP192() {
        return fastest.verify(p192);
    }

    @Benchmark
    public Verdict verifyJws() {
        return fastest.verify(jws);
    }

    /** What the door does with a body, apart from the settings and Kafka. */
    @Benchmark
    public Verdict readAndVerify() {
        var read = (WellFormedPostback) PostbackReader.read((ObjectNode) Json.parse(body));
        return fastest.verify(read.claims());
    }
}
