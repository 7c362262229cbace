package io.postway.collect.skadnetwork;

import static io.postway.skadnetwork.Field.AD_NETWORK_ID;
import static io.postway.skadnetwork.Field.APP_ID;
import static io.postway.skadnetwork.Field.ATTRIBUTION_SIGNATURE;
import static io.postway.skadnetwork.Field.CAMPAIGN_ID;
import static io.postway.skadnetwork.Field.COARSE_CONVERSION_VALUE;
import static io.postway.skadnetwork.Field.CONVERSION_VALUE;
import static io.postway.skadnetwork.Field.COUNTRY_CODE;
import static io.postway.skadnetwork.Field.DID_WIN;
import static io.postway.skadnetwork.Field.FIDELITY_TYPE;
import static io.postway.skadnetwork.Field.POSTBACK_SEQUENCE_INDEX;
import static io.postway.skadnetwork.Field.REDOWNLOAD;
import static io.postway.skadnetwork.Field.SOURCE_APP_ID;
import static io.postway.skadnetwork.Field.SOURCE_DOMAIN;
import static io.postway.skadnetwork.Field.SOURCE_IDENTIFIER;
import static io.postway.skadnetwork.Field.TRANSACTION_ID;

import io.postway.collect.Received;
import io.postway.event.Postback;
import io.postway.event.Postback.Claims;
import io.postway.event.Postback.Signature;
import io.postway.settings.App;
import io.postway.settings.Network;
import io.postway.settings.Settings;
import io.postway.skadnetwork.SignatureCheck;
import io.postway.skadnetwork.SkanPostback;
import io.postway.skadnetwork.Verdict.Invalid;
import io.postway.skadnetwork.Verdict.Unverifiable;
import io.postway.skadnetwork.Verdict.Valid;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Adds to a well-formed postback what we know: the verdict on its signature, its app, its network, its campaign. */
final class Enrichment {

    private final Settings settings;
    private final Network network;
    private final Received request;
    private final List<String> warnings = new ArrayList<>();

    Enrichment(Settings settings, Network network, Received request) {
        this.settings = settings;
        this.network = network;
        this.request = request;
    }

    Postback enrich(SkanPostback read, ObjectNode body) {
        warnings.addAll(read.warnings());
        var claims = claims(read);
        var signature = signature(read);
        var app = settings.appByIosId(claims.appId()).map(App::token);
        if (app.isEmpty()) {
            warnings.add("app-id: no app has this number");
        }
        if (!network.owns(claims.adNetworkId())) {
            warnings.add("ad-network-id is not registered for this network");
        }
        var stamp = request.stamp();
        var campaign = new AppendedFields(body, warnings).read(stamp.receivedAt(), network, settings);
        return new Postback(
                stamp.id(),
                stamp.receivedAt(),
                stamp.settingsVersion(),
                network.token(),
                network.name(),
                app.orElse(null),
                claims,
                campaign,
                signature,
                warnings,
                request.rawBody());
    }

    private Signature signature(SkanPostback read) {
        return switch (SignatureCheck.verify(read)) {
            case Valid(boolean withoutSourceAppId) -> {
                if (withoutSourceAppId) {
                    warnings.add("the signature is valid without source-app-id: leave it out where Apple sent none");
                }
                yield new Signature(Signature.State.VALID, null);
            }
            case Invalid(String reason) -> new Signature(Signature.State.INVALID, reason);
            case Unverifiable(String reason) -> new Signature(Signature.State.UNVERIFIABLE, reason);
        };
    }

    private static Claims claims(SkanPostback read) {
        return new Claims(
                read.versionText(),
                read.text(AD_NETWORK_ID).orElseThrow(),
                read.integer(CAMPAIGN_ID).orElse(null),
                read.text(SOURCE_IDENTIFIER).orElse(null),
                read.integer(APP_ID).orElseThrow(),
                read.text(TRANSACTION_ID).orElseThrow(),
                read.flag(REDOWNLOAD).orElse(null),
                read.integer(SOURCE_APP_ID).orElse(null),
                read.text(SOURCE_DOMAIN).orElse(null),
                read.integer(FIDELITY_TYPE).orElse(null),
                read.flag(DID_WIN).orElse(null),
                read.integer(POSTBACK_SEQUENCE_INDEX).orElse(null),
                read.integer(CONVERSION_VALUE).orElse(null),
                read.text(COARSE_CONVERSION_VALUE).orElse(null),
                read.text(COUNTRY_CODE).orElse(null),
                read.text(ATTRIBUTION_SIGNATURE).orElseThrow());
    }
}
