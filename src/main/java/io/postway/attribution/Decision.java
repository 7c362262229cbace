package io.postway.attribution;

import io.postway.event.ActivityKind;
import io.postway.event.Attributed.Attribution;
import io.postway.event.Attributed.Candidate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an activity is: it counts, or it does not and why. */
sealed interface Decision {

    /** It counts, and leaves its device in another state. */
    sealed interface Counted extends Decision {

        /** The device afterwards. */
        Device device();

        ActivityKind kind();

        /** Who was weighed for the credit, and how it went. */
        Weighing weighing();
    }

    /** The device's first session. */
    record Installed(Device device, Weighing weighing) implements Counted {

        @Override
        public ActivityKind kind() {
            return ActivityKind.INSTALL;
        }
    }

    /** A session with which a known device came to another source. */
    record Reattributed(Device device, boolean reinstalled, Weighing weighing) implements Counted {

        @Override
        public ActivityKind kind() {
            return reinstalled ? ActivityKind.REATTRIBUTION_REINSTALL : ActivityKind.REATTRIBUTION;
        }
    }

    /** A later session of a known device. */
    record Returned(Device device, boolean reinstalled, Weighing weighing) implements Counted {

        @Override
        public ActivityKind kind() {
            return reinstalled ? ActivityKind.REINSTALL : ActivityKind.SESSION;
        }
    }

    /** Something happened on a known device. */
    record Happened(Device device) implements Counted {

        @Override
        public ActivityKind kind() {
            return ActivityKind.EVENT;
        }

        @Override
        public Weighing weighing() {
            return Weighing.none();
        }
    }

    /** It does not count, and changes nothing. */
    record NotCounted(Reason reason, String message) implements Decision {}

    /**
     * Who was weighed for a credit.
     *
     * @param candidates in the order of weighing
     * @param refused a credit that was refused; a record of its own tells of it
     */
    record Weighing(List<Candidate> candidates, Optional<RefusedCredit> refused) {

        static Weighing none() {
            return new Weighing(List.of(), Optional.empty());
        }
    }

    /**
     * A credit that somebody would have got.
     *
     * @param attribution to whom it would have gone; none: to nobody, the device itself is not trusted
     */
    record RefusedCredit(Verdict reason, Optional<Attribution> attribution) {}

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
