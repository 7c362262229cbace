package io.postway.http;

import java.util.Arrays;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/**
 * Every {@code code} that a problem can carry; {@code docs/errors.md} explains them. Stable: callers branch on them.
 */
public enum ErrorCode {
    MALFORMED_REQUEST(HttpStatus.BAD_REQUEST, "The request cannot be read"),
    INVALID_JSON(HttpStatus.BAD_REQUEST, "The body is not valid JSON"),
    INVALID_POSTBACK(HttpStatus.BAD_REQUEST, "This is not a postback of Apple's"),
    INVALID_VALUE(HttpStatus.BAD_REQUEST, "A value breaks a rule"),
    NO_DEVICE_ID(HttpStatus.BAD_REQUEST, "What a server reports needs a device id"),
    UNAUTHORIZED(HttpStatus.UNAUTHORIZED, "A bearer token is needed"),
    FORBIDDEN(HttpStatus.FORBIDDEN, "This is not allowed"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing here"),
    UNKNOWN_NETWORK(HttpStatus.NOT_FOUND, "No ad network has this token"),
    UNKNOWN_LINK(HttpStatus.NOT_FOUND, "No link has this token"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "This method is not allowed here"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "We cannot answer in that form"),
    CONFLICT(HttpStatus.CONFLICT, "Something else stands in the way"),
    STALE_VERSION(HttpStatus.PRECONDITION_FAILED, "The resource has changed since it was read"),
    BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body has the wrong media type"),
    VERSION_REQUIRED(HttpStatus.PRECONDITION_REQUIRED, "If-Match with the resource's ETag is required"),
    TOO_MANY_REFUSALS(HttpStatus.TOO_MANY_REQUESTS, "Too much of what this sender sent had to be refused"),
    DEVICE_ERASED(HttpStatus.UNAVAILABLE_FOR_LEGAL_REASONS, "The device was erased: nothing of it is kept"),
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "This is our fault"),
    UNAVAILABLE_TO_DEVICE(
            HttpStatus.INTERNAL_SERVER_ERROR, "The postback could not be made durable: please send it again"),
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The request could not be made durable: please send it again");

    private final HttpStatus status;
    private final String title;

    ErrorCode(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    public HttpStatus status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** As callers read it, such as {@code unknown_link}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The general code for a status that Spring chose. */
    static ErrorCode of(HttpStatusCode status) {
        return Arrays.stream(values())
                .filter(code -> code.isGeneral() && code.status.isSameCodeAs(status))
                .findFirst()
                .orElse(status.is4xxClientError() ? MALFORMED_REQUEST : INTERNAL_ERROR);
    }

    private boolean isGeneral() {
        return switch (this) {
            case INVALID_JSON,
                    INVALID_POSTBACK,
                    INVALID_VALUE,
                    NO_DEVICE_ID,
                    UNKNOWN_NETWORK,
                    UNKNOWN_LINK,
                    TOO_MANY_REFUSALS,
                    DEVICE_ERASED,
                    UNAVAILABLE_TO_DEVICE -> false;
            case MALFORMED_REQUEST,
                    UNAUTHORIZED,
                    FORBIDDEN,
                    NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    NOT_ACCEPTABLE,
                    CONFLICT,
                    STALE_VERSION,
                    BODY_TOO_LARGE,
                    UNSUPPORTED_MEDIA_TYPE,
                    VERSION_REQUIRED,
                    INTERNAL_ERROR,
                    UNAVAILABLE -> true;
        };
    }
}
