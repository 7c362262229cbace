package io.postway.runtime;

import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Reads {@code postway.roles} before any bean exists. */
final class OnRole implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        var attributes = Objects.requireNonNull(metadata.getAnnotationAttributes(ConditionalOnRole.class.getName()));
        var roles = Binder.get(context.getEnvironment())
                .bind("postway.roles", Bindable.setOf(Role.class))
                .orElseGet(() -> Set.of(Role.values()));
        var wanted = (Role[]) Objects.requireNonNull(attributes.get("value"));
        return Arrays.stream(wanted).anyMatch(roles::contains);
    }
}
