package io.postway.market;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Synthetic devices and all that they do: the same for the same seed.
 *
 * @param lives of devices, each of which does one thing after the other
 */
record Market(List<Shop> shops, List<LifeOf> lives) {

    /** So long new lives of {@link Tempo#MONTHS} begin. */
    private static final int DAYS_OF_BIRTH = 45;

    /** @param birth when its first step may be taken, from the beginning of the market */
    record LifeOf(Shop shop, Duration birth, List<Step> steps) {}

    /** @param requests how many there are at least */
    static Market of(long seed, int requests, Tempo tempo) {
        var shops = Shops.all();
        var lives = new ArrayList<LifeOf>();
        for (int steps = 0; steps < requests; steps += lives.getLast().steps().size()) {
            var number = lives.size();
            var shop = shops.get(number % shops.size());
            var numberInShop = number / shops.size();
            lives.add(new LifeOf(shop, birth(seed, shop, numberInShop), Life.of(seed, numberInShop, shop, tempo)));
        }
        return new Market(shops, List.copyOf(lives));
    }

    /** Who lives in one home begins within some hours of the others, or nobody would be taken for somebody else. */
    private static Duration birth(long seed, Shop shop, int number) {
        var ofHome = new SplittableRandom(seed + shop.token().hashCode() * 31L + Phone.home(number));
        var own = new SplittableRandom(seed - shop.token().hashCode() * 31L - number);
        return Tempo.upToDays(ofHome, DAYS_OF_BIRTH).plus(Tempo.upToSeconds(own, 6 * 3_600));
    }

    static Networks anonymousNetworks() {
        return new Networks(Phone.anonymousNetworks());
    }
}
