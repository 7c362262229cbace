package io.postway.runtime;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.postway.event.Stamp;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** Gives every request that comes in its id, its time and the settings that it met. */
public final class Stamps {

    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();
    private final InstantSource clock;
    private final LongSupplier settingsVersion;

    /** @param settingsVersion the latest version that this instance has read */
    public Stamps(InstantSource clock, LongSupplier settingsVersion) {
        this.clock = clock;
        this.settingsVersion = settingsVersion;
    }

    public Stamp next() {
        return new Stamp(ids.generate(), clock.instant(), settingsVersion.getAsLong());
    }
}
