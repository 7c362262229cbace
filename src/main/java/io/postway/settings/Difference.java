package io.postway.settings;

import io.postway.event.Json;
import io.postway.event.Sha256;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * A field that is not the same in two states of a resource.
 *
 * @param field such as {@code event_links.ev0001}; of the elements of a list that have tokens,
 *     {@code events.ev0001.name}
 * @param before null: it was not there
 * @param after null: it is no longer there
 */
public record Difference(
        String field, @Nullable JsonNode before, @Nullable JsonNode after) {

    private static final String SECRETS = "signing_secrets";
    private static final String TOKEN = "token";
    private static final int FINGERPRINT_CHARACTERS = 8;

    /** What differs, field by field. Secrets are told apart by a fingerprint, and not shown. */
    public static List<Difference> between(Optional<Resource> before, Optional<Resource> after) {
        var found = new ArrayList<Difference>();
        compare("", json(before), json(after), found);
        return found;
    }

    private static @Nullable JsonNode json(Optional<Resource> resource) {
        return resource.map(value -> readable(Json.MAPPER.<JsonNode>valueToTree(value)))
                .orElse(null);
    }

    /** The same, with secrets as fingerprints and lists of things with tokens as objects by token. */
    private static JsonNode readable(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                var readable = object.objectNode();
                object.properties()
                        .forEach(field -> readable.set(
                                field.getKey(),
                                field.getKey().equals(SECRETS)
                                        ? fingerprints(field.getValue())
                                        : readable(field.getValue())));
                yield readable;
            }
            case ArrayNode array
            when !array.isEmpty() && array.valueStream().allMatch(one -> one.has(TOKEN)) -> {
                var byToken = Json.MAPPER.createObjectNode();
                array.forEach(one -> byToken.set(one.get(TOKEN).asString(), one));
                yield byToken;
            }
            default -> node;
        };
    }

    private static JsonNode fingerprints(JsonNode secrets) {
        var fingerprints = Json.MAPPER.createArrayNode();
        secrets.forEach(secret -> fingerprints.add(StringNode.valueOf(
                "secret " + Sha256.hex(Sha256.of(secret.asString())).substring(0, FINGERPRINT_CHARACTERS))));
        return fingerprints;
    }

    private static void compare(
            String field, @Nullable JsonNode before, @Nullable JsonNode after, List<Difference> found) {
        if (Objects.equals(before, after)) {
            return;
        }
        if (!(before instanceof ObjectNode) && !(after instanceof ObjectNode)) {
            found.add(new Difference(field, before, after));
            return;
        }
        var names = new LinkedHashSet<String>();
        addNames(before, names);
        addNames(after, names);
        names.forEach(name ->
                compare(field.isEmpty() ? name : field + "." + name, get(before, name), get(after, name), found));
    }

    private static void addNames(@Nullable JsonNode node, LinkedHashSet<String> names) {
        if (node instanceof ObjectNode object) {
            names.addAll(object.propertyNames());
        }
    }

    private static @Nullable JsonNode get(@Nullable JsonNode node, String name) {
        return node == null ? null : node.get(name);
    }
}
