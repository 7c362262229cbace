package io.postway.market;

import io.postway.market.Shop.Ad;
import io.postway.market.Step.Forget;
import io.postway.market.Step.Hit;
import io.postway.market.Step.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** What one synthetic device does, and what networks say of it, from its first ad to its last session. */
final class Life {

    private final RandomGenerator random;
    private final Shop shop;
    private final Tempo tempo;
    private final Phone phone;
    private final Reports reports;
    private final List<Step> steps = new ArrayList<>();
    private Duration pause = Duration.ZERO;

    private Life(long seed, int number, Shop shop, Tempo tempo) {
        this.random = new SplittableRandom(seed * 31 + shop.token().hashCode() * 1_000_003L + number);
        this.shop = shop;
        this.tempo = tempo;
        this.phone = new Phone(random, shop, seed, number);
        this.reports = new Reports(random, shop, tempo, phone);
    }

    /** @param number of the device among those of its app */
    static List<Step> of(long seed, int number, Shop shop, Tempo tempo) {
        var life = new Life(seed, number, shop, tempo);
        life.begin();
        var acts = 2 + life.random.nextInt(14);
        for (int act = 0; act < acts; act++) {
            life.act();
        }
        return List.copyOf(life.steps);
    }

    private void add(Request request) {
        steps.add(new Step(pause, request));
        pause = Duration.ZERO;
    }

    private void rest() {
        pause = pause.plus(tempo.pause(random));
    }

    private void restFor(Duration time) {
        pause = pause.plus(tempo.exactly(time));
    }

    private void begin() {
        var kind = random.nextInt(100);
        if (kind < 12) {
            for (int events = random.nextInt(1, 4); events > 0; events--) {
                add(reports.event());
                restFor(Tempo.upToSeconds(random, 240));
            }
            add(reports.session());
        } else if (kind < 15) {
            waitAtTheLimit();
        } else if (kind < 70) {
            engage();
            rest();
            add(reports.session());
        }
        rest();
    }

    private void act() {
        var kind = random.nextInt(1_000);
        if (kind < 240) {
            engage();
        } else if (kind < 480) {
            add(reports.session());
        } else if (kind < 640) {
            add(reports.event());
        } else if (kind < 780) {
            comeBack();
        } else if (kind < 840) {
            atTheWindowsEdge();
        } else if (kind < 900) {
            reports.earlier().ifPresent(this::add);
        } else {
            actRarely(kind - 900);
        }
        rest();
    }

    private void actRarely(int kind) {
        if (kind < 20) {
            flood();
        } else if (kind < 45) {
            phone.reset();
        } else if (kind < 60) {
            inject();
        } else if (kind < 70) {
            add(reports.session(phone.malformed()));
        } else if (kind < 85) {
            engage();
            add(reports.anonymousSession());
        } else if (kind < 87) {
            churn();
        } else if (kind < 93) {
            add(new Forget(reports.withApp(phone.all())));
        } else {
            add(reports.event(phone.lasting()));
        }
    }

    /** Some ads, seen or followed. */
    private void engage() {
        for (int hits = 1 + random.nextInt(3) * random.nextInt(2); hits > 0; hits--) {
            add(hit(random.nextInt(100) < 72, ad(), phone.inHit()));
            restFor(random.nextBoolean() ? Tempo.upToSeconds(random, 3) : Tempo.upToSeconds(random, 7_200));
        }
    }

    /** Somebody follows an ad into an app that he has not used for long. */
    private void comeBack() {
        add(hit(random.nextInt(100) < 85, ad(), phone.inHit()));
        restFor(Tempo.upToSeconds(random, random.nextBoolean() ? 20 : 90_000));
        add(random.nextInt(5) == 0 ? reports.reinstall() : reports.promptSession());
    }

    /** A session within seconds of the end of the ad's window. */
    private void atTheWindowsEdge() {
        var ad = ad();
        var names = shop.has("probabilistic_matching")
                ? List.of("click_window_hours", "probabilistic_click_window_hours", "reattribution_window_hours")
                : List.of("click_window_hours", "impression_window_hours", "reattribution_window_hours");
        var name = names.get(random.nextInt(names.size()));
        var seconds = shop.seconds(name, ad.token()).orElse(3_600L);
        var isRemembered = seconds < 720 * 3_600;
        var ids = name.startsWith("probabilistic") ? Map.<String, String>of() : phone.all();
        add(hit(!name.startsWith("impression"), ad, ids));
        restFor(
                isRemembered
                        ? Duration.ofMillis(seconds * 1_000 + random.nextInt(-3_000, 5_000))
                        : Duration.ofDays(29));
        add(reports.promptSession());
    }

    /** Many of one kind, from one link, for one device; the most are more than are remembered, or told. */
    private void flood() {
        var ad = ad();
        var isClick = random.nextInt(4) > 0;
        var hits = random.nextInt(20) == 0 ? 130 : 3 + random.nextInt(12);
        for (int hit = 0; hit < hits; hit++) {
            add(hit(isClick, ad, phone.all()));
            restFor(Tempo.upToSeconds(random, 2 * 3_600 / hits));
        }
        if (hits > 100) {
            for (int hit = 0; hit < hits; hit++) {
                add(hit(!isClick, ad(), phone.all()));
            }
        }
        add(reports.promptSession());
    }

    /** A click that an app on the phone makes up when it sees an installation begin. */
    private void inject() {
        add(hit(true, ad(), phone.inHit()));
        restFor(Tempo.upToSeconds(random, 3_600));
        add(hit(true, ad(), phone.all()));
        restFor(Tempo.upToSeconds(random, 30));
        add(reports.injectedSession());
    }

    /** More ids than lead to one device. */
    private void churn() {
        for (int id = 0; id < 20; id++) {
            phone.reset();
            add(reports.event(phone.all()));
            restFor(Tempo.upToSeconds(random, 60));
        }
    }

    /** More events than may wait for one id. */
    private void waitAtTheLimit() {
        if (random.nextInt(30) == 0) {
            for (int event = 0; event < 103; event++) {
                add(reports.event(phone.all()));
                restFor(Tempo.upToSeconds(random, 2));
            }
        } else {
            add(reports.event(phone.all()));
            restFor(Duration.ofSeconds(random.nextBoolean() ? 598 : 602));
        }
        add(reports.session(phone.all()));
    }

    private Ad ad() {
        return shop.ads().get(random.nextInt(shop.ads().size()));
    }

    private Hit hit(boolean isClick, Ad ad, Map<String, String> ids) {
        var parameters = new LinkedHashMap<String, String>();
        if (random.nextInt(3) == 0) {
            parameters.put("campaign", "campaign-" + random.nextInt(3));
        }
        parameters.putAll(ids);
        if (isClick && random.nextInt(20) == 0) {
            parameters.put("rt", "0");
        }
        if (random.nextInt(8) == 0) {
            parameters.put("external_click_id", reports.newExternalClickId());
        }
        var isServers = random.nextInt(3) == 0 && isNamed(parameters);
        if (isServers) {
            parameters.put("s2s", "1");
            reports.describe(parameters, phone.traits(), random.nextInt(10) == 0);
        }
        return new Hit(isClick, ad.token(), parameters, phone.traits(), !isServers && random.nextInt(50) == 0);
    }

    /** Whether the door takes it from a server. */
    private boolean isNamed(Map<String, String> parameters) {
        return phone.all().keySet().stream()
                        .anyMatch(type -> parameters.containsKey(type)
                                && !parameters.get(type).startsWith("{"))
                || (shop.platform().isAndroid() && parameters.containsKey("external_click_id"));
    }
}
