package io.postway.apple;

import static io.postway.apple.JwsField.ADVERTISED_ITEM_IDENTIFIER;
import static io.postway.apple.JwsField.AD_INTERACTION_TYPE;
import static io.postway.apple.JwsField.AD_NETWORK_IDENTIFIER;
import static io.postway.apple.JwsField.COARSE_CONVERSION_VALUE;
import static io.postway.apple.JwsField.CONVERSION_TYPE;
import static io.postway.apple.JwsField.CONVERSION_VALUE;
import static io.postway.apple.JwsField.COUNTRY_CODE;
import static io.postway.apple.JwsField.DID_WIN;
import static io.postway.apple.JwsField.IMPRESSION_TYPE;
import static io.postway.apple.JwsField.MARKETPLACE_IDENTIFIER;
import static io.postway.apple.JwsField.POSTBACK_IDENTIFIER;
import static io.postway.apple.JwsField.POSTBACK_SEQUENCE_INDEX;
import static io.postway.apple.JwsField.PUBLISHER_ITEM_IDENTIFIER;
import static io.postway.apple.JwsField.SOURCE_IDENTIFIER;

import io.postway.apple.JwsField.Place;
import io.postway.event.AdAttributionKit;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Reads an AdAttributionKit postback: a JWS, and a few unsigned values beside it. */
final class JwsReader {

    static final String JWS_STRING = "jws-string";

    private static final int MAX_JWS_LENGTH = 8_192;

    private final ObjectNode body;
    private final Findings findings;
    private final Values values = new Values();
    private final FieldReader fields;

    JwsReader(ObjectNode body, Findings findings) {
        this.body = body;
        this.findings = findings;
        this.fields = new FieldReader(findings, values);
    }

    /** What the postback says; of no meaning where there are faults. */
    Optional<AdAttributionKit> read() {
        var value = body.path(JWS_STRING);
        var text = value.isString() ? value.stringValue() : "";
        var jws = text.length() > MAX_JWS_LENGTH ? Optional.<Jws>empty() : Jws.parse(text);
        if (jws.isEmpty()) {
            findings.fault(
                    JWS_STRING,
                    "a compact JWS of at most " + MAX_JWS_LENGTH + " characters with a JSON payload",
                    value);
        }
        for (JwsField field : JwsField.values()) {
            if (field.place() == Place.BESIDE) {
                readBeside(field);
            } else {
                jws.ifPresent(found -> readSigned(field, found.payload()));
            }
        }
        return findings.areFatal() ? Optional.empty() : Optional.of(claims(text));
    }

    private void readSigned(JwsField field, ObjectNode payload) {
        var value = payload.get(field.wireName());
        if (field.isRequired()) {
            fields.required(field, value);
        } else {
            fields.optional(field, value, true);
        }
    }

    private void readBeside(JwsField field) {
        var value = body.get(field.wireName());
        findings.warnWhere(value == null && field == AD_INTERACTION_TYPE, field.wireName() + " is missing");
        fields.optional(field, value, field == CONVERSION_VALUE);
    }

    private AdAttributionKit claims(String jws) {
        return new AdAttributionKit(
                values.text(POSTBACK_IDENTIFIER),
                values.text(AD_NETWORK_IDENTIFIER),
                values.id(ADVERTISED_ITEM_IDENTIFIER),
                values.text(IMPRESSION_TYPE),
                values.text(CONVERSION_TYPE),
                values.flag(DID_WIN),
                values.number(POSTBACK_SEQUENCE_INDEX),
                values.text(SOURCE_IDENTIFIER),
                values.idOrNull(PUBLISHER_ITEM_IDENTIFIER),
                values.textOrNull(MARKETPLACE_IDENTIFIER),
                values.numberOrNull(CONVERSION_VALUE),
                values.coarseOrNull(COARSE_CONVERSION_VALUE),
                values.textOrNull(AD_INTERACTION_TYPE),
                values.textOrNull(COUNTRY_CODE),
                jws);
    }
}
