package io.postway.event;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the user of a device lets partners hear of it (Adjust's SDKs, "third-party sharing"). What nobody has spoken of
 * is allowed.
 *
 * @param enabled the switch over every partner; null: nobody has touched it
 * @param partners the finer switches, by whom they are about; absent where it was written: none
 */
public record Sharing(@Nullable Boolean enabled, Map<Audience, Map<Option, Boolean>> partners) {

    /** Whom a switch is about. */
    public enum Audience {
        /** Every partner that has no switch of its own for it. */
        ALL,
        BACKINAPP;

        private static final Map<String, Audience> BY_NAME = byName(values());

        /** None: nobody that we forward to. */
        public static Optional<Audience> named(String name) {
            return Optional.ofNullable(BY_NAME.get(name));
        }

        static Audience of(Partner partner) {
            return switch (partner) {
                case BACKINAPP -> BACKINAPP;
            };
        }
    }

    /** What a switch is about. */
    public enum Option {
        /** Every kind of activity that has no switch of its own. */
        ALL,
        INSTALL,
        REATTRIBUTION,
        REATTRIBUTION_REINSTALL,
        REINSTALL,
        SESSION,
        EVENT,
        REJECTED_INSTALL,
        REJECTED_REATTRIBUTION;

        private static final Map<String, Option> BY_NAME = byName(values());

        /** None: nothing that we forward. */
        public static Optional<Option> named(String name) {
            return Optional.ofNullable(BY_NAME.get(name));
        }

        /** None: it goes out whatever the user says. */
        static Optional<Option> of(ActivityKind kind) {
            return named(kind.wireName());
        }
    }

    /** Why a partner must not hear of an activity. */
    public enum Objection {
        SHARING_DISABLED,
        /** Of this kind, whatever holds for others. */
        SHARING_OF_KIND_OFF,
        /** Of every kind that has no switch of its own. */
        SHARING_WITH_PARTNER_OFF;

        /** As records name it, such as {@code sharing_disabled}. */
        public String wireName() {
            return Sharing.wireName(this);
        }
    }

    public Sharing {
        var copy = new EnumMap<Audience, Map<Option, Boolean>>(Audience.class);
        var said = partners == null ? Map.<Audience, Map<Option, Boolean>>of() : partners;
        said.forEach((audience, options) -> copy.put(audience, Collections.unmodifiableMap(filled(options))));
        partners = Collections.unmodifiableMap(copy);
    }

    private static EnumMap<Option, Boolean> filled(Map<Option, Boolean> options) {
        var copy = new EnumMap<Option, Boolean>(Option.class);
        copy.putAll(options);
        return copy;
    }

    /** What holds after {@code later} was said, too: each of its switches in place of the one before. */
    public static @Nullable Sharing after(@Nullable Sharing before, @Nullable Sharing later) {
        if (before == null || later == null) {
            return later == null ? before : later;
        }
        var partners = new EnumMap<Audience, Map<Option, Boolean>>(Audience.class);
        partners.putAll(before.partners);
        later.partners.forEach((audience, options) -> {
            var all = filled(partners.getOrDefault(audience, Map.of()));
            all.putAll(options);
            partners.put(audience, all);
        });
        return new Sharing(later.enabled == null ? before.enabled : later.enabled, partners);
    }

    /**
     * Why {@code partner} must not hear of such an activity. Its own switches come before those of all partners, and
     * the kind's before that of all kinds. That a device was erased is always told: it asks the partner to do the same.
     */
    public Optional<Objection> objection(Partner partner, ActivityKind kind) {
        var option = Option.of(kind);
        if (option.isEmpty()) {
            return Optional.empty();
        }
        if (Boolean.FALSE.equals(enabled)) {
            return Optional.of(Objection.SHARING_DISABLED);
        }
        return Stream.of(Audience.of(partner), Audience.ALL)
                .map(audience -> partners.getOrDefault(audience, Map.of()))
                .flatMap(options -> Stream.of(option.get(), Option.ALL)
                        .filter(options::containsKey)
                        .map(one -> new Switch(one, Objects.requireNonNull(options.get(one)))))
                .findFirst()
                .flatMap(Switch::objection);
    }

    private record Switch(Option option, boolean on) {

        private Optional<Objection> objection() {
            if (on) {
                return Optional.empty();
            }
            return Optional.of(
                    option == Option.ALL ? Objection.SHARING_WITH_PARTNER_OFF : Objection.SHARING_OF_KIND_OFF);
        }
    }

    private static <E extends Enum<E>> Map<String, E> byName(E[] values) {
        return Arrays.stream(values).collect(Collectors.toUnmodifiableMap(Sharing::wireName, Function.identity()));
    }

    private static String wireName(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
