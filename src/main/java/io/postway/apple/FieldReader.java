package io.postway.apple;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads Apple's fields by their rules, in either framework: what holds becomes a value, what does not a finding. */
final class FieldReader {

    private final Findings findings;
    private final Values values;

    FieldReader(Findings findings, Values values) {
        this.findings = findings;
        this.values = values;
    }

    void required(AppleField field, @Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            findings.fault(field.wireName(), "required: " + field.rule().words(), value);
        } else {
            present(field, value, true);
        }
    }

    /** @param matters whether something depends on the field where it is there, so that a wrong value is a fault */
    void optional(AppleField field, @Nullable JsonNode value, boolean matters) {
        if (value != null && value.isNull()) {
            findings.warn(field.wireName() + " is null: taken as absent");
        } else if (value != null) {
            present(field, value, matters);
        }
    }

    private void present(AppleField field, JsonNode value, boolean matters) {
        var words = field.rule().words();
        if (field.rule().accepts(value)) {
            findings.warnWhere(
                    field.rule().equals(Rule.COARSE_VALUE) && !isLowerCase(value.stringValue()),
                    field.wireName() + " is written in lower case by Apple");
            values.put(field, value);
        } else if (matters) {
            findings.fault(field.wireName(), words, value);
        } else {
            findings.warn(field.wireName() + " must be " + words + ": ignored");
        }
    }

    private static boolean isLowerCase(String text) {
        return text.equals(text.toLowerCase(Locale.ROOT));
    }
}
