package io.postway.console;

import io.postway.event.NetworkToken;
import io.postway.event.Tokens;
import io.postway.runtime.ConditionalOnRole;
import io.postway.runtime.PostwayProperties;
import io.postway.runtime.Role;
import io.postway.settings.Network;
import io.postway.settings.ResourceKey;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** {@code /networks}: ad networks that post SKAdNetwork postbacks, each to a secret path of its own. */
@RestController
@RequestMapping("/api/v1/networks")
@ConditionalOnRole(Role.CONSOLE)
class NetworkController {

    private static final int TOKEN_LENGTH = 24;

    private final SettingsApi api;
    private final String publicUrl;

    NetworkController(SettingsApi api, PostwayProperties postway) {
        this.api = api;
        this.publicUrl = PublicUrl.base(postway);
    }

    /** A network with the URL that it posts to, ready to copy. */
    record NetworkView(
            NetworkToken token, String name, @Nullable Set<String> adNetworkIds, String postbackUrl) {}

    @GetMapping
    Items<NetworkView> list() {
        return new Items<>(api.latest().networks().stream()
                .map(network -> view(network.value()))
                .toList());
    }

    /** A token may be given; else one is made. */
    @PostMapping
    ResponseEntity<?> create(@RequestBody ObjectNode body) {
        var network = parse(body, Tokens.random(TOKEN_LENGTH));
        return api.create(ResourceKey.network(network.token()), network, this::view);
    }

    @GetMapping("/{network}")
    ResponseEntity<?> read(@PathVariable String network) {
        return api.read(key(network), this::view);
    }

    @PutMapping("/{network}")
    ResponseEntity<?> replace(
            @PathVariable String network,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody ObjectNode body) {
        return change(network, ifMatch, stored -> body);
    }

    @PatchMapping("/{network}")
    ResponseEntity<?> patch(
            @PathVariable String network,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody ObjectNode patch) {
        return change(network, ifMatch, stored -> ResourceBody.patched(stored, patch));
    }

    private ResponseEntity<?> change(String network, @Nullable String ifMatch, Function<Network, ObjectNode> edit) {
        return api.change(key(network), ifMatch, null, stored -> parse(edit.apply(stored), network), this::view);
    }

    @DeleteMapping("/{network}")
    ResponseEntity<?> delete(
            @PathVariable String network,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return api.delete(key(network), ifMatch);
    }

    /** What we add when we show it may come back. */
    private static Network parse(ObjectNode body, String token) {
        body.remove("postback_url");
        return ResourceBody.parse(ResourceBody.putIfAbsent(body, "token", token), Network.class);
    }

    private NetworkView view(Network network) {
        return new NetworkView(
                network.token(),
                network.name(),
                network.adNetworkIds(),
                publicUrl + "/skadnetwork/" + network.token().value());
    }

    private static ResourceKey<Network> key(String network) {
        return ResourceKey.network(PathVariables.parse(network, NetworkToken::new));
    }
}
