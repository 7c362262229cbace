package io.postway.skadnetwork;

import java.util.List;

/** What a JSON object turned out to be. */
public sealed interface Reading permits Reading.Malformed, SkanPostback {

    /** No postback that could ever be verified or counted; every fault at once. */
    record Malformed(List<Fault> faults) implements Reading {

        public Malformed {
            faults = List.copyOf(faults);
        }
    }
}
