package io.postway.quickstart;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at the end of a failed start what to do, instead of a stack trace. */
final class BrokerPortTakenAnalyzer extends AbstractFailureAnalyzer<BrokerPortTakenException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, BrokerPortTakenException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Stop what listens on 127.0.0.1:" + cause.port()
                        + ", or set POSTWAY_BROKER_PORT to a free port. If that is"
                        + " the Kafka that Postway should use, set SPRING_KAFKA_BOOTSTRAP_SERVERS instead.",
                cause);
    }
}
