package io.postway.market;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A device's ids as a record carries them. An id's key is {@code type:value}.
 *
 * @param byType in the order in which they are looked up
 */
record Ids(Map<String, String> byType) {

    /** Raw ids in the order of looking them up; hashed ones follow as they were sent. */
    private static final List<String> ORDER = List.of(
            "adid",
            "idfa",
            "idfv",
            "gps_adid",
            "fire_adid",
            "oaid",
            "android_id",
            "win_adid",
            "win_naid",
            "win_hwid",
            "web_uuid",
            "rida",
            "vida",
            "tifa",
            "imei",
            "meid",
            "external_device_id");

    private static final List<String> FOUR_HASHES = List.of("lower_md5", "upper_md5", "lower_sha1", "upper_sha1");

    /** Under which hashes networks send an id. */
    private static final Map<String, List<String>> HASHES = Map.of(
            "idfa", FOUR_HASHES,
            "gps_adid", FOUR_HASHES,
            "android_id", FOUR_HASHES,
            "oaid", List.of("lower_md5"),
            "imei", List.of("lower_md5"));

    Ids {
        byType = Collections.unmodifiableMap(new LinkedHashMap<>(byType));
    }

    static Ids of(JsonNode deviceIds) {
        var ids = new LinkedHashMap<String, String>();
        ORDER.stream()
                .filter(deviceIds::has)
                .forEach(type -> ids.put(type, deviceIds.path(type).asString()));
        deviceIds
                .properties()
                .forEach(id -> ids.putIfAbsent(id.getKey(), id.getValue().asString()));
        return new Ids(ids);
    }

    Set<String> keys() {
        return byType.entrySet().stream()
                .map(id -> key(id.getKey(), id.getValue()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The keys of these ids, and of every hash of them. */
    Set<String> forms() {
        var forms = new LinkedHashSet<String>();
        byType.forEach((type, id) -> forms.addAll(forms(type, id)));
        return forms;
    }

    static Set<String> forms(String type, String id) {
        var forms = new LinkedHashSet<String>();
        forms.add(key(type, id));
        for (String hash : HASHES.getOrDefault(type, List.of())) {
            forms.add(key(type + "_" + hash, hash(hash, id)));
        }
        return forms;
    }

    static String key(String type, String id) {
        return type + ":" + id;
    }

    /** The types under which a hash of {@code type} can be sent; empty: there are none. */
    static List<String> hashTypes(String type) {
        return HASHES.getOrDefault(type, List.of()).stream()
                .map(hash -> type + "_" + hash)
                .toList();
    }

    /** @param hash such as {@code lower_md5}, also as the end of a type's name */
    static String hash(String hash, String id) {
        var text = hash.contains("lower") ? id.toLowerCase(Locale.ROOT) : id.toUpperCase(Locale.ROOT);
        try {
            var digest = MessageDigest.getInstance(hash.endsWith("md5") ? "MD5" : "SHA-1");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return byType.toString();
    }
}
