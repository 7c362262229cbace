package io.postway.apple;

import io.postway.event.Claims;
import java.util.List;

/** What a JSON object turned out to be. */
public sealed interface Reading {

    /**
     * A well-formed postback: only fields that its format has, only with values that Apple may send.
     *
     * @param warnings what was odd but no reason to refuse
     */
    record WellFormedPostback(Claims claims, List<String> warnings) implements Reading {

        public WellFormedPostback {
            warnings = List.copyOf(warnings);
        }
    }

    /** No postback that could ever be verified or counted; every fault at once. */
    record Malformed(List<Fault> faults) implements Reading {

        public Malformed {
            faults = List.copyOf(faults);
        }
    }
}
