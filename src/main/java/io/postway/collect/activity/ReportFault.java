package io.postway.collect.activity;

import io.postway.collect.Refusal;
import io.postway.collect.RefusedException;
import io.postway.event.AppToken;
import io.postway.http.ErrorCode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What can be wrong with a report itself, in the words that app back ends know (Adjust, S2S API, error table). */
enum ReportFault {
    INVALID_APP_TOKEN(ErrorCode.MALFORMED_REQUEST, "Invalid app token"),
    INVALID_EVENT_TOKEN(ErrorCode.MALFORMED_REQUEST, "Invalid event token"),
    INVALID_DEVICE_ID(ErrorCode.MALFORMED_REQUEST, "Invalid device identifier"),
    INVALID_CREATED_AT(ErrorCode.MALFORMED_REQUEST, "Invalid created_at"),
    INVALID_TRACKING_STATUS(ErrorCode.MALFORMED_REQUEST, "Invalid att_status or tracking_enabled"),
    BAD_EVENT_STATE(ErrorCode.MALFORMED_REQUEST, "Bad event state"),
    INVALID_EVENT_ID(ErrorCode.MALFORMED_REQUEST, "Invalid event_id"),
    INVALID_ENVIRONMENT(ErrorCode.MALFORMED_REQUEST, "Invalid environment"),
    INVALID_REVENUE(ErrorCode.MALFORMED_REQUEST, "Invalid revenue"),
    INVALID_CALLBACK_PARAMETERS(ErrorCode.MALFORMED_REQUEST, "Invalid callback parameters"),
    INVALID_PARTNER_PARAMETERS(ErrorCode.MALFORMED_REQUEST, "Invalid partner parameters"),
    INVALID_BODY(ErrorCode.MALFORMED_REQUEST, "Body must be application/x-www-form-urlencoded"),
    INVALID_REFERRER_CLICK_TIME(ErrorCode.MALFORMED_REQUEST, "Invalid referrer_click_time"),
    INVALID_INSTALL_BEGIN_TIME(ErrorCode.MALFORMED_REQUEST, "Invalid install_begin_time"),
    INVALID_SHARING(ErrorCode.MALFORMED_REQUEST, "Invalid sharing"),
    INVALID_PARTNER_SHARING_SETTINGS(ErrorCode.MALFORMED_REQUEST, "Invalid partner_sharing_settings"),
    UNAUTHORIZED(ErrorCode.UNAUTHORIZED, "Failed to authorize request"),
    APP_TOKEN_NOT_FOUND(ErrorCode.NOT_FOUND, "App token not found"),
    /** Nothing of such a report is kept. */
    DEVICE_IS_OPTED_OUT(ErrorCode.DEVICE_ERASED, "Device is opted out"),
    METHOD_NOT_ALLOWED(ErrorCode.METHOD_NOT_ALLOWED, "Method not allowed");

    private final ErrorCode code;
    private final String words;

    ReportFault(ErrorCode code, String words) {
        this.code = code;
        this.words = words;
    }

    RefusedException refused(@Nullable AppToken app) {
        return new RefusedException(new Refusal(code, name().toLowerCase(Locale.ROOT), words, List.of(), app));
    }
}
