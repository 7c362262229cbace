package io.postway.collect.skadnetwork;

import io.postway.apple.Reading.WellFormedPostback;
import io.postway.apple.SignatureCheck;
import io.postway.apple.Verdict;
import io.postway.apple.Verdict.Development;
import io.postway.apple.Verdict.Invalid;
import io.postway.apple.Verdict.Unverifiable;
import io.postway.apple.Verdict.Valid;
import io.postway.collect.Received;
import io.postway.event.Claims;
import io.postway.event.Postback;
import io.postway.event.Postback.Flag;
import io.postway.event.Postback.Signature;
import io.postway.settings.App;
import io.postway.settings.Network;
import io.postway.settings.Settings;
import io.postway.trackers.SubLevels;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.node.ObjectNode;

/** Adds to a well-formed postback what we know: the verdict on its signature, its app, its network, its campaign. */
final class Enrichment {

    private final Settings settings;
    private final SignatureCheck signatures;
    private final SubLevels subLevels;
    private final Received request;
    private final List<String> warnings = new ArrayList<>();
    private final Set<Flag> flags = EnumSet.noneOf(Flag.class);

    Enrichment(Settings settings, SignatureCheck signatures, SubLevels subLevels, Received request) {
        this.settings = settings;
        this.signatures = signatures;
        this.subLevels = subLevels;
        this.request = request;
    }

    Postback enrich(WellFormedPostback read, ObjectNode body, Origin origin) {
        warnings.addAll(read.warnings());
        var claims = read.claims();
        var signature = signature(signatures.verify(claims));
        var app = settings.appByIosId(claims.appId()).map(App::token);
        if (app.isEmpty()) {
            flag(Flag.UNKNOWN_APP, "app-id: no app has this number");
        }
        var network = network(origin, claims);
        var stamp = request.stamp();
        var campaign = new AppendedFields(body, subLevels, this::flag, warnings)
                .read(stamp.receivedAt(), network.map(Network::name).orElse(claims.adNetworkId()), app, settings);
        var isQuery = request.line().method().equals(HttpMethod.GET.name());
        return new Postback(
                stamp.id(),
                stamp.receivedAt(),
                stamp.settingsVersion(),
                origin.route(),
                origin.network().map(sender -> sender.token().fingerprint()).orElse(null),
                network.map(Network::name).orElse(null),
                app.orElse(null),
                claims,
                campaign,
                signature,
                flags,
                warnings,
                isQuery ? request.rawQuery() : null,
                request.rawBody());
    }

    /** A device's copy names no network of ours, but carries the id of one. */
    private Optional<Network> network(Origin origin, Claims claims) {
        if (origin.network()
                .filter(network -> !network.owns(claims.adNetworkId()))
                .isPresent()) {
            flag(Flag.UNREGISTERED_AD_NETWORK_ID, "ad-network-id is not registered for this network");
        }
        return origin.network().or(() -> settings.networkOwning(claims.adNetworkId()));
    }

    private Signature signature(Verdict verdict) {
        return switch (verdict) {
            case Valid(boolean withoutSourceAppId) -> {
                if (withoutSourceAppId) {
                    warnings.add("the signature is valid without source-app-id: leave it out where Apple sent none");
                }
                yield new Signature(Signature.State.VALID, null, withoutSourceAppId);
            }
            case Development(String key) -> explained(Signature.State.DEVELOPMENT, "signed with " + key);
            case Invalid(String reason) -> explained(Signature.State.INVALID, reason);
            case Unverifiable(String reason) -> explained(Signature.State.UNVERIFIABLE, reason);
        };
    }

    private Signature explained(Signature.State state, String reason) {
        warnings.add("not counted: " + reason);
        return new Signature(state, reason, false);
    }

    private void flag(Flag flag, String warning) {
        flags.add(flag);
        warnings.add(warning);
    }
}
