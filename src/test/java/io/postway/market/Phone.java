package io.postway.market;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** A synthetic device with its ids, some of which its owner can reset. */
final class Phone {

    /** So many neighbours share a home, and sometimes ids. */
    private static final int HOME = 4;

    private final RandomGenerator random;
    private final Shop shop;
    private final String seed;
    private final int number;
    private final String advertisingType;
    private final Traits traits;
    private int resets;

    Phone(RandomGenerator random, Shop shop, long seed, int number) {
        this.random = random;
        this.shop = shop;
        this.seed = Long.toHexString(seed) + shop.token();
        this.number = number;
        this.advertisingType = shop.platform()
                .advertisingIds()
                .get(number % shop.platform().advertisingIds().size());
        var home = home(number);
        this.traits = Traits.of(shop.platform(), address(home), random.nextInt(3) + home);
    }

    /** Where the phone with this number lives. */
    static int home(int number) {
        return number / HOME;
    }

    private static String address(int home) {
        return home % 9 == 0
                ? "2001:db8:1::" + Integer.toHexString(1 + home % 60_000)
                : "198.%d.%d.%d".formatted(18 + home % 2, home / 250 % 250, home % 250);
    }

    Traits traits() {
        return traits;
    }

    void reset() {
        resets++;
    }

    /** What a report names it by; never nothing. */
    Map<String, String> reported() {
        var ids = new LinkedHashMap<String, String>();
        var kind = random.nextInt(100);
        if (kind < 84) {
            ids.put(advertisingType, advertisingId(number, resets));
        } else if (kind < 87) {
            hashed(advertisingId(number, resets), ids);
        }
        if (kind < 70 || kind >= 86) {
            ids.putAll(otherIds(number));
        }
        if (random.nextInt(100) < 3) {
            ids.put("external_device_id", "home-" + seed + "-" + home(number));
        }
        if (random.nextInt(100) < 2) {
            ids.put(advertisingType, advertisingId(neighbour(), 0));
        }
        if (random.nextInt(150) == 0) {
            ids.put("web_uuid", uuid("web" + number));
        }
        return ids;
    }

    /** All that it has. */
    Map<String, String> all() {
        var ids = new LinkedHashMap<String, String>();
        ids.put(advertisingType, advertisingId(number, resets));
        ids.putAll(otherIds(number));
        return ids;
    }

    /** Only those that its owner can't reset. */
    Map<String, String> lasting() {
        return otherIds(number);
    }

    /** An advertising id that no system gives out, under its type. */
    Map<String, String> malformed() {
        return Map.of(advertisingType, "malformed-" + number);
    }

    /** What a network names it by; empty: by nothing. */
    Map<String, String> inHit() {
        var ids = new LinkedHashMap<String, String>();
        var kind = random.nextInt(100);
        if (kind < 55) {
            ids.put(advertisingType, written(advertisingId(number, resets)));
        } else if (kind < 75) {
            hashed(advertisingId(number, resets), ids);
        } else if (kind < 82) {
            var others = new ArrayList<>(otherIds(number).entrySet());
            var other = others.get(random.nextInt(others.size()));
            ids.put(other.getKey(), other.getValue());
        } else if (kind < 84) {
            ids.put(advertisingType, "{" + advertisingType + "}");
        }
        return ids;
    }

    private void hashed(String id, Map<String, String> ids) {
        var types = Ids.hashTypes(advertisingType);
        if (types.isEmpty()) {
            ids.put(advertisingType, id);
        } else {
            var type = types.get(random.nextInt(types.size()));
            ids.put(type, Ids.hash(type, id));
        }
    }

    /** As networks write it: not always in its own case. */
    private String written(String id) {
        return switch (random.nextInt(6)) {
            case 0 -> id.toUpperCase(Locale.ROOT);
            case 1 -> id.toLowerCase(Locale.ROOT);
            default -> id;
        };
    }

    private int neighbour() {
        return home(number) * HOME + random.nextInt(HOME);
    }

    private String advertisingId(int phone, int generation) {
        var id = uuid(advertisingType + phone + "/" + generation);
        return switch (advertisingType) {
            case "idfa" -> id.toUpperCase(Locale.ROOT);
            case "win_adid" -> id.replace("-", "");
            default -> id;
        };
    }

    private Map<String, String> otherIds(int phone) {
        var ids = new LinkedHashMap<String, String>();
        for (String type : shop.platform().otherIds()) {
            var id = uuid(type + phone);
            ids.put(
                    type,
                    switch (type) {
                        case "idfv" -> id.toUpperCase(Locale.ROOT);
                        case "android_id" -> id.replace("-", "").substring(0, 16);
                        case "imei" -> "35" + String.format("%013d", Math.abs((long) id.hashCode()));
                        default -> id;
                    });
        }
        return ids;
    }

    private String uuid(String text) {
        return UUID.nameUUIDFromBytes((seed + text).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    static List<String> anonymousNetworks() {
        return List.of("203.0.113.0/24", "192.0.2.64/26", "2001:db8:bad::/48");
    }

    String anonymousAddress() {
        return switch (random.nextInt(3)) {
            case 0 -> "203.0.113." + random.nextInt(256);
            case 1 -> "192.0.2." + random.nextInt(256);
            default -> "2001:db8:bad::" + Integer.toHexString(random.nextInt(1, 65_536));
        };
    }
}
