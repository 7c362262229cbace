package io.postway.attribution;

import io.postway.event.ActivityKind;
import io.postway.event.Attributed.Candidate;
import java.util.List;

/** What an activity is, and what its device is afterwards. */
sealed interface Decision {

    /** The device afterwards. */
    Device device();

    ActivityKind kind();

    /** Every engagement that was weighed, the winner first. */
    List<Candidate> candidates();

    /** The device's first session. */
    record Installed(Device device, List<Candidate> candidates) implements Decision {

        @Override
        public ActivityKind kind() {
            return ActivityKind.INSTALL;
        }
    }

    /** A later session of a known device. */
    record Returned(Device device) implements Decision {

        @Override
        public ActivityKind kind() {
            return ActivityKind.SESSION;
        }

        @Override
        public List<Candidate> candidates() {
            return List.of();
        }
    }

    /** Something happened on a known device. */
    record Happened(Device device) implements Decision {

        @Override
        public ActivityKind kind() {
            return ActivityKind.EVENT;
        }

        @Override
        public List<Candidate> candidates() {
            return List.of();
        }
    }
}
