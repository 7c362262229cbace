package io.postway.apple;

import static io.postway.apple.Field.CONVERSION_VALUE;
import static io.postway.apple.Field.SOURCE_APP_ID;
import static io.postway.apple.Field.SOURCE_DOMAIN;
import static io.postway.apple.Field.SOURCE_IDENTIFIER;

import io.postway.event.Skan;
import java.util.EnumSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a SKAdNetwork postback; its {@code version} alone says what it must and may have. */
final class SkanReader {

    /** How the guide's own examples spell {@code source-identifier}. */
    private static final String MISSPELT_SOURCE_IDENTIFIER = "source-identifer";

    private final ObjectNode body;
    private final Findings findings;
    private final Values values = new Values();
    private final FieldReader fields;

    SkanReader(ObjectNode body, Findings findings) {
        this.body = body;
        this.findings = findings;
        this.fields = new FieldReader(findings, values);
    }

    /** What the postback says; of no meaning where there are faults. */
    Optional<Skan> read() {
        var version = readVersion();
        if (version.isEmpty()) {
            readWhatAnyVersionHas();
        }
        return version.flatMap(text -> Version.of(text).map(this::read).orElseGet(() -> readNewer(text)));
    }

    /** No version means 1.0, unless a newer field says that the sender forgot it. */
    private Optional<String> readVersion() {
        var value = body.get(Field.VERSION.wireName());
        if (value == null || value.isNull()) {
            return readMissingVersion(value);
        }
        if (!Field.VERSION.rule().accepts(value)) {
            return fault(Field.VERSION, Field.VERSION.rule().words(), value);
        }
        var text = value.stringValue();
        return Version.of(text).isPresent() || Version.isAboveAll(text)
                ? Optional.of(text)
                : fault(Field.VERSION, "1.0, 2.0, 2.1, 2.2, 3.0, 4.0 or above", value);
    }

    private Optional<String> readMissingVersion(@Nullable JsonNode value) {
        for (Field field : Field.values()) {
            if (!Version.V1_0.knows(field) && isPresent(find(field))) {
                return fault(Field.VERSION, "required, since " + field.wireName() + " is newer than 1.0", value);
            }
        }
        findings.warnWhere(value != null, "version is null: taken as 1.0");
        return Optional.of(Version.V1_0.toString());
    }

    private Optional<Skan> read(Version version) {
        for (Field field : EnumSet.complementOf(EnumSet.of(Field.VERSION))) {
            readField(field, version);
        }
        if (version == Version.V4_0 && values.has(SOURCE_APP_ID) && values.has(SOURCE_DOMAIN)) {
            return fault(SOURCE_DOMAIN, "absent where source-app-id is present", body.get(SOURCE_DOMAIN.wireName()));
        }
        return findings.areFatal() ? Optional.empty() : Optional.of(SkanClaims.of(version, values));
    }

    private Optional<Skan> readNewer(String version) {
        findings.warn("version is above all that Apple has published: its signature cannot be verified");
        readWhatAnyVersionHas();
        return findings.areFatal() ? Optional.empty() : Optional.of(SkanClaims.newer(version, values));
    }

    private void readWhatAnyVersionHas() {
        for (Field field : Version.REQUIRED_OF_ANY) {
            fields.required(field, find(field));
        }
        fields.optional(CONVERSION_VALUE, find(CONVERSION_VALUE), true);
    }

    private void readField(Field field, Version version) {
        var value = find(field);
        if (version.required().contains(field)) {
            fields.required(field, value);
        } else if (value != null && field.rule().accepts(value) && !version.knows(field)) {
            findings.warn(field.wireName() + " is not part of version " + version + ": ignored");
        } else {
            fields.optional(field, value, version.signsIfPresent(field) || field == CONVERSION_VALUE);
        }
    }

    private @Nullable JsonNode find(Field field) {
        var value = body.get(field.wireName());
        if (value == null && field == SOURCE_IDENTIFIER && body.has(MISSPELT_SOURCE_IDENTIFIER)) {
            findings.warn(MISSPELT_SOURCE_IDENTIFIER + " is taken as " + field.wireName());
            return body.get(MISSPELT_SOURCE_IDENTIFIER);
        }
        return value;
    }

    private static boolean isPresent(@Nullable JsonNode value) {
        return value != null && !value.isNull();
    }

    private <T> Optional<T> fault(Field field, String rule, @Nullable JsonNode value) {
        findings.fault(field.wireName(), rule, value);
        return Optional.empty();
    }
}
