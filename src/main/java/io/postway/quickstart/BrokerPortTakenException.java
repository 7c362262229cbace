package io.postway.quickstart;

/** Something else listens where the embedded Kafka should. */
final class BrokerPortTakenException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final int port;

    BrokerPortTakenException(int port, Throwable cause) {
        super("Port " + port + ", where the embedded Kafka should listen, is taken.", cause);
        this.port = port;
    }

    int port() {
        return port;
    }
}
