package io.postway.console;

import tools.jackson.databind.node.ObjectNode;

/** RFC 7396: what a patch names is replaced, what it sets to null is removed, all else stays. */
final class MergePatch {

    private MergePatch() {}

    static ObjectNode apply(ObjectNode target, ObjectNode patch) {
        var merged = target.deepCopy();
        patch.properties().forEach(change -> {
            var name = change.getKey();
            var value = change.getValue();
            if (value.isNull()) {
                merged.remove(name);
            } else if (value instanceof ObjectNode object) {
                merged.set(name, apply(merged.get(name) instanceof ObjectNode old ? old : merged.objectNode(), object));
            } else {
                merged.set(name, value);
            }
        });
        return merged;
    }
}
