package io.postway.attribution;

import io.postway.event.ActivityKind;
import io.postway.event.Attributed.Candidate;
import java.util.List;
import java.util.Locale;

/** What an activity is: it counts, or it does not and why. */
sealed interface Decision {

    /** It counts, and leaves its device in another state. */
    sealed interface Counted extends Decision {

        /** The device afterwards. */
        Device device();

        ActivityKind kind();

        /** The engagements that were weighed, the winner first. */
        default List<Candidate> candidates() {
            return List.of();
        }
    }

    /** The device's first session. */
    record Installed(Device device, List<Candidate> candidates) implements Counted {

        @Override
        public ActivityKind kind() {
            return ActivityKind.INSTALL;
        }
    }

    /** A later session of a known device. */
    record Returned(Device device) implements Counted {

        @Override
        public ActivityKind kind() {
            return ActivityKind.SESSION;
        }
    }

    /** Something happened on a known device. */
    record Happened(Device device) implements Counted {

        @Override
        public ActivityKind kind() {
            return ActivityKind.EVENT;
        }
    }

    /** It does not count, and changes nothing. */
    record NotCounted(Reason reason, String message) implements Decision {}

    /** Why a report does not count that was right in itself (Adjust, S2S API, error table). */
    enum Reason {
        DEVICE_NOT_FOUND,
        TOO_FREQUENT_SESSION,
        UNIQUE_EVENT_SEEN,
        BEFORE_INSTALL,
        OUT_OF_ORDER,
        REPEATED_REPORT;

        /** As rejected records and metrics name it, such as {@code device_not_found}. */
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
