package io.postway.collect.activity;

import static io.postway.collect.activity.ReportFault.INVALID_INSTALL_BEGIN_TIME;
import static io.postway.collect.activity.ReportFault.INVALID_REFERRER_CLICK_TIME;

import io.postway.event.AppToken;
import io.postway.event.InstallReferrer;
import io.postway.event.Parameters;
import io.postway.http.FormData;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Play told the app: {@code referrer} as Play has it, once or twice encoded, and its two times in Unix
 * seconds, of which Play says 0 where it does not know.
 */
final class Referrers {

    private static final String REFTAG = "adjust_reftag";
    private static final String EXTERNAL_CLICK_ID = "adjust_external_click_id";

    private Referrers() {}

    /** Null: the session says nothing of it. */
    static @Nullable InstallReferrer read(Parameters session, AppToken app) {
        var clickTime = time(session, "referrer_click_time", INVALID_REFERRER_CLICK_TIME, app);
        var installBeginTime = time(session, "install_begin_time", INVALID_INSTALL_BEGIN_TIME, app);
        var referrer = session.value("referrer").map(Referrers::parse).orElseGet(Parameters::none);
        var reftag = referrer.value(REFTAG).flatMap(Referrers::uuid);
        var externalClickId = referrer.value(EXTERNAL_CLICK_ID);
        if (clickTime.isEmpty() && installBeginTime.isEmpty() && reftag.isEmpty() && externalClickId.isEmpty()) {
            return null;
        }
        return new InstallReferrer(
                reftag.orElse(null),
                externalClickId.orElse(null),
                clickTime.orElse(null),
                installBeginTime.orElse(null));
    }

    private static Parameters parse(String referrer) {
        return FormData.parse(referrer.contains("=") ? referrer : FormData.decode(referrer));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> time(Parameters session, String name, ReportFault fault, AppToken app) {
        var text = session.value(name);
        // Ten digits last until the year 2286; more are milliseconds.
        if (text.filter(seconds -> !seconds.matches("[0-9]{1,10}")).isPresent()) {
            throw fault.refused(app);
        }
        return text.map(Long::parseLong).filter(seconds -> seconds > 0).map(Instant::ofEpochSecond);
    }
}
