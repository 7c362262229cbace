package io.postway.runtime;

/** Something could not be made durable now. Whoever asked must be told to try again, never that it worked. */
public final class UnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    public UnavailableException(String message) {
        super(message);
    }
}
