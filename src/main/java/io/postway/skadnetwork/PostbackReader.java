package io.postway.skadnetwork;

import static io.postway.skadnetwork.Field.COARSE_CONVERSION_VALUE;
import static io.postway.skadnetwork.Field.CONVERSION_VALUE;
import static io.postway.skadnetwork.Field.DID_WIN;
import static io.postway.skadnetwork.Field.POSTBACK_SEQUENCE_INDEX;
import static io.postway.skadnetwork.Field.SOURCE_APP_ID;
import static io.postway.skadnetwork.Field.SOURCE_DOMAIN;
import static io.postway.skadnetwork.Field.SOURCE_IDENTIFIER;

import io.postway.skadnetwork.Reading.Malformed;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads one postback out of a JSON object. What makes verifying or counting impossible is a fault; all else is accepted
 * with a warning, since an ad network cannot send a postback again that Apple sent it once.
 */
public final class PostbackReader {

    /** How the guide's own examples spell {@code source-identifier}. */
    private static final String MISSPELT_SOURCE_IDENTIFIER = "source-identifer";

    private static final int SHOWN_CHARACTERS = 64;

    private final ObjectNode body;
    private final List<Fault> faults = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Map<Field, JsonNode> fields = new EnumMap<>(Field.class);

    private PostbackReader(ObjectNode body) {
        this.body = body;
    }

    /** Says everything that is wrong at once, or what the postback says. */
    public static Reading read(ObjectNode body) {
        return new PostbackReader(body).read();
    }

    private Reading read() {
        var versionText = readVersion();
        var version = versionText.flatMap(Version::of);
        if (versionText.isPresent()) {
            for (Field field : EnumSet.complementOf(EnumSet.of(Field.VERSION))) {
                readField(field, version);
            }
            keepVersion(version);
            checkTogether(version);
        }
        return faults.isEmpty()
                ? new SkanPostback(version, versionText.orElseThrow(), fields, warnings)
                : new Malformed(faults);
    }

    /** No version means 1.0, unless a newer field says that the sender forgot it. */
    private Optional<String> readVersion() {
        var value = body.get(Field.VERSION.wireName());
        if (value == null || value.isNull()) {
            return readMissingVersion(value != null);
        }
        if (!Field.VERSION.accepts(value)) {
            return fault(Field.VERSION, Field.VERSION.rule(), value);
        }
        var text = value.stringValue();
        return Version.of(text).isPresent() || Version.isAboveAll(text)
                ? Optional.of(text)
                : fault(Field.VERSION, "1.0, 2.0, 2.1, 2.2, 3.0, 4.0 or above", value);
    }

    private Optional<String> readMissingVersion(boolean isNull) {
        for (Field field : Field.values()) {
            if (!Version.V1_0.knows(field) && find(field) != null) {
                return fault(Field.VERSION, "required, since " + field.wireName() + " is newer than 1.0", null);
            }
        }
        if (isNull) {
            warnings.add("version is null: taken as 1.0");
        }
        return Optional.of(Version.V1_0.toString());
    }

    private void readField(Field field, Optional<Version> version) {
        var value = find(field);
        var required = version.map(Version::required).orElse(Version.OF_ANY_VERSION);
        if (value == null || value.isNull()) {
            readAbsent(field, required, value);
        } else if (!field.accepts(value)) {
            readUnacceptable(field, version, required, value);
        } else if (version.isPresent() && !version.get().knows(field)) {
            warnings.add(field.wireName() + " is not part of version " + version.get() + ": ignored");
        } else {
            fields.put(field, field == COARSE_CONVERSION_VALUE ? lowerCase(value) : value);
        }
    }

    private void readAbsent(Field field, Set<Field> required, @Nullable JsonNode value) {
        if (required.contains(field)) {
            fault(field, "required: " + field.rule(), value);
        } else if (value != null) {
            warnings.add(field.wireName() + " is null: taken as absent");
        }
    }

    private void readUnacceptable(Field field, Optional<Version> version, Set<Field> required, JsonNode value) {
        var isSigned = version.isPresent() && version.get().signed().contains(field);
        if (required.contains(field) || isSigned || field == CONVERSION_VALUE) {
            fault(field, field.rule(), value);
        } else {
            warnings.add(field.wireName() + " must be " + field.rule() + ": ignored");
        }
    }

    private JsonNode lowerCase(JsonNode value) {
        var lower = value.stringValue().toLowerCase(Locale.ROOT);
        if (!lower.equals(value.stringValue())) {
            warnings.add(COARSE_CONVERSION_VALUE.wireName() + " is written in lower case by Apple");
        }
        return StringNode.valueOf(lower);
    }

    private @Nullable JsonNode find(Field field) {
        var value = body.get(field.wireName());
        if (value == null && field == SOURCE_IDENTIFIER && body.has(MISSPELT_SOURCE_IDENTIFIER)) {
            var warning = MISSPELT_SOURCE_IDENTIFIER + " is taken as " + field.wireName();
            if (!warnings.contains(warning)) {
                warnings.add(warning);
            }
            return body.get(MISSPELT_SOURCE_IDENTIFIER);
        }
        return value;
    }

    /** Signed as it was received, so it is kept as it was received. */
    private void keepVersion(Optional<Version> version) {
        var value = body.get(Field.VERSION.wireName());
        if (value != null && value.isString()) {
            fields.put(Field.VERSION, value);
        }
        if (version.isEmpty()) {
            warnings.add("version is above all that Apple has published: its signature cannot be verified");
        }
    }

    private void checkTogether(Optional<Version> version) {
        if (version.equals(Optional.of(Version.V4_0)) && has(SOURCE_APP_ID) && has(SOURCE_DOMAIN)) {
            fault(SOURCE_DOMAIN, "absent where source-app-id is present", fields.get(SOURCE_DOMAIN));
        }
        warnWhere(
                has(CONVERSION_VALUE) && has(COARSE_CONVERSION_VALUE),
                "conversion-value and coarse-conversion-value never come together from Apple");
        warnWhere(
                has(CONVERSION_VALUE) && integer(POSTBACK_SEQUENCE_INDEX) > 0,
                "conversion-value only comes with the first postback");
        var lost = has(DID_WIN) && !Objects.requireNonNull(fields.get(DID_WIN)).booleanValue();
        warnWhere(lost && has(CONVERSION_VALUE), "conversion-value never comes with did-win false");
        warnWhere(lost && has(SOURCE_APP_ID), "source-app-id never comes with did-win false");
        warnWhere(lost && integer(POSTBACK_SEQUENCE_INDEX) > 0, "did-win false only comes with the first postback");
    }

    private boolean has(Field field) {
        return fields.containsKey(field);
    }

    private long integer(Field field) {
        return Optional.ofNullable(fields.get(field)).map(JsonNode::longValue).orElse(0L);
    }

    private void warnWhere(boolean odd, String warning) {
        if (odd) {
            warnings.add(warning);
        }
    }

    private Optional<String> fault(Field field, String rule, @Nullable JsonNode value) {
        faults.add(new Fault(field.wireName(), rule, shown(value)));
        return Optional.empty();
    }

    private static String shown(@Nullable JsonNode value) {
        if (value == null) {
            return "absent";
        }
        var text = value.toString();
        return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "…";
    }
}
