package io.postway.it;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A way for Kafka or an instance to be away that takes a minute to try; every build tries the worst ones. */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(
        named = "postway.outages",
        matches = "true",
        disabledReason = "a minute each: mvn verify -Poutages tries every kind of outage")
@interface LongOutage {}
