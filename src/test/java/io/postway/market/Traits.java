package io.postway.market;

import java.util.List;

/**
 * How a synthetic device looks.
 *
 * @param deviceName its model as it names itself, such as {@code iPhone14,2}
 * @param agentName the same as its browser names it, such as {@code iPhone}
 */
record Traits(
        String address,
        String osName,
        String osVersion,
        String deviceType,
        String deviceName,
        String agentName,
        String userAgent) {

    private static final String IPHONE =
            "Mozilla/5.0 (iPhone; CPU iPhone OS VERSION like Mac OS X) AppleWebKit/605.1.15"
                    + " (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1";
    private static final String PIXEL =
            "Mozilla/5.0 (Linux; Android VERSION; MODEL) AppleWebKit/537.36 (KHTML, like Gecko)"
                    + " Chrome/125.0.0.0 Mobile Safari/537.36";

    private static final List<String> IOS_VERSIONS = List.of("17.5.1", "17.5", "17.4", "18.0", "18");
    private static final List<String> ANDROID_VERSIONS = List.of("14", "13", "12.1");
    private static final List<String> IPHONES = List.of("iPhone14,2", "iPhone15,3", "iPhone");
    private static final List<String> PIXELS = List.of("Pixel 8", "Pixel 8 Pro", "Pixel 7");

    /** @param choice which of many; equal ones look alike */
    static Traits of(Shop.Platform platform, String address, int choice) {
        var os = platform.osName();
        if (os.equals("ios")) {
            var version = pick(IOS_VERSIONS, choice / 3);
            var agent = IPHONE.replace("VERSION", version.replace('.', '_'));
            return new Traits(address, os, version, "phone", pick(IPHONES, choice), "iPhone", agent);
        }
        var version = pick(ANDROID_VERSIONS, choice / 3);
        var model = pick(PIXELS, choice);
        return new Traits(
                address,
                os,
                version,
                "phone",
                model,
                model,
                PIXEL.replace("VERSION", version).replace("MODEL", model));
    }

    private static String pick(List<String> texts, int choice) {
        return texts.get(Math.floorMod(choice, texts.size()));
    }

    Traits at(String otherAddress) {
        return new Traits(otherAddress, osName, osVersion, deviceType, deviceName, agentName, userAgent);
    }
}
