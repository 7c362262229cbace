package io.postway.market;

import io.postway.market.Decision.Rejection;
import io.postway.market.Weighing.Filtered;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The rules of {@code docs/attribution.md}, one record after the other: given one partition's records in their order,
 * it says what has to come out.
 */
final class Reference {

    private static final long SESSION_GAP_SECONDS = 20 * 60;

    private final Map<String, Shop> shops;
    private final Networks anonymous;
    private final Map<String, AppBook> books = new HashMap<>();
    private final List<Decision> decisions = new ArrayList<>();
    private final Map<String, String> refusals = new LinkedHashMap<>();

    Reference(List<Shop> shops, Networks anonymous) {
        this.shops = shops.stream().collect(Collectors.toMap(Shop::token, Function.identity()));
        this.anonymous = anonymous;
    }

    void read(JsonNode record) {
        var shop = shops.get(record.path("app_token").asString());
        if (shop == null) {
            throw new IllegalArgumentException("not of this market: " + record);
        }
        var book = books.computeIfAbsent(shop.token(), token -> new AppBook(shop));
        switch (record.path("kind").asString()) {
            case "click", "impression" ->
                Remembered.of(record)
                        .filter(engagement -> !book.hasForgotten(engagement.idForms()))
                        .ifPresent(book.memory()::remember);
            case "session" -> session(Report.of(record), book);
            case "event" -> event(Report.of(record), book);
            case "forget" -> book.forget(Ids.of(record.path("device_ids")), Times.read(record, "received_at"));
            default -> throw new IllegalArgumentException("no such kind: " + record);
        }
    }

    /** What must be on {@code postway.attributed}, in order. */
    List<Decision> decisions() {
        return decisions;
    }

    /** What must be on {@code postway.rejected}: the reason by the record's id. */
    Map<String, String> refusals() {
        return refusals;
    }

    /** Events that have not met their device. */
    Set<String> waiting() {
        return books.values().stream()
                .flatMap(AppBook::environments)
                .flatMap(devices -> devices.waiting().stream())
                .map(Report::id)
                .collect(Collectors.toSet());
    }

    private void session(Report session, AppBook book) {
        var devices = book.devices(session);
        if (book.isForgotten(session.ids())) {
            return;
        }
        if (devices.isRepeated(session)) {
            refuse(session, "repeated_report");
            return;
        }
        var known = devices.find(session);
        if (known.isEmpty()) {
            install(session, book);
        } else if (Times.age(session.at(), known.get().installedAt()) < 0) {
            refuse(session, "before_install");
        } else if (Times.distance(session.at(), known.get().lastSessionAt()) < SESSION_GAP_SECONDS) {
            refuse(session, "too_frequent_session");
        } else {
            sessionOf(known.get(), session, book);
        }
    }

    private void install(Report session, AppBook book) {
        var candidates = book.memory().matching(session, session.ids().forms());
        var weighing = Weighing.of(candidates, new InstallObjections(book.shop(), session, candidates));
        var refusal = refusedDevice(session, book.shop());
        var told = refusal.map(weighing::refused).orElse(weighing);
        var device = new KnownDevice(book.newName(), session.at(), told.winner(), refusal.isPresent());
        var others = book.devices(session).count(session, device);
        refusal.map(reason -> new Rejection(
                        reason, weighing.first().map(Remembered::id).orElse(Decision.ORGANIC)))
                .or(() -> rejection(weighing.filtered()))
                .ifPresent(rejection -> decideRejected("rejected_install", session, device, rejection, others, told));
        decide("install", session, device, others, told);
        release(session, book);
    }

    private void sessionOf(KnownDevice device, Report session, AppBook book) {
        var candidates = book.memory().matching(session, device.ownForms(session.ids()));
        var weighing = Weighing.of(candidates, new ReattributionObjections(book.shop(), session, candidates, device));
        var isAnonymous = isAnonymous(session, book.shop()) && weighing.winner().isPresent();
        var told = isAnonymous ? weighing.refused("anonymous_traffic") : weighing;
        var others = book.devices(session).count(session, device);
        device.hadSession(session.at());
        var rejection = isAnonymous
                ? weighing.winner().map(winner -> new Rejection("anonymous_traffic", winner.id()))
                : rejection(weighing.filtered());
        rejection.ifPresent(found -> decideRejected("rejected_reattribution", session, device, found, others, told));
        told.winner().ifPresent(winner -> device.isWonBy(winner, session.at()));
        decide(kind(session, told.winner()), session, device, others, told);
        release(session, book);
    }

    private static String kind(Report session, Optional<Remembered> winner) {
        if (winner.isPresent()) {
            return session.reinstalls() ? "reattribution_reinstall" : "reattribution";
        }
        return session.reinstalls() ? "reinstall" : "session";
    }

    private static Optional<Rejection> rejection(Optional<Filtered> filtered) {
        return filtered.map(
                found -> new Rejection(found.reason(), found.engagement().id()));
    }

    private Optional<String> refusedDevice(Report session, Shop shop) {
        if (isAnonymous(session, shop)) {
            return Optional.of("anonymous_traffic");
        }
        return shop.filters("malformed_advertising_ids") && MalformedIds.areIn(session.ids())
                ? Optional.of("malformed_advertising_id")
                : Optional.empty();
    }

    private boolean isAnonymous(Report session, Shop shop) {
        return shop.filters("anonymous_traffic") && anonymous.contain(session.address());
    }

    private void event(Report event, AppBook book) {
        var devices = book.devices(event);
        if (book.isForgotten(event.ids())) {
            return;
        }
        var device = devices.find(event);
        if (device.isPresent()) {
            eventOf(device.get(), event, false, book);
        } else if (!devices.hold(event)) {
            refuse(event, "device_not_found");
        }
    }

    private void eventOf(KnownDevice device, Report event, boolean hasWaited, AppBook book) {
        var devices = book.devices(event);
        var last = device.lastEvent(event.eventToken());
        if (devices.isRepeated(event)) {
            refuse(event, "repeated_report");
        } else if (!hasWaited && Times.age(event.at(), device.installedAt()) < 0) {
            refuse(event, "before_install");
        } else if (event.eventToken().equals(Shop.UNIQUE_EVENT) && last.isPresent()) {
            refuse(event, "unique_event_seen");
        } else if (last.isPresent() && Times.age(event.at(), last.get()) < 0) {
            refuse(event, "out_of_order");
        } else {
            device.hadEvent(event.eventToken(), event.at());
            var others = devices.count(event, device);
            decide("event", event, device, others, new Weighing(List.of(), Optional.empty(), Optional.empty()));
            release(event, book);
        }
    }

    /** Events that have waited for this report follow it. */
    private void release(Report report, AppBook book) {
        var devices = book.devices(report);
        for (Report event : devices.release(report)) {
            if (DeviceBook.isPatient(event, report.receivedAt())) {
                eventOf(devices.find(event).orElseThrow(), event, true, book);
            } else {
                refuse(event, "device_not_found");
            }
        }
    }

    private void refuse(Report report, String reason) {
        refusals.put(report.id(), reason);
    }

    private void decide(String kind, Report report, KnownDevice device, Set<KnownDevice> others, Weighing weighing) {
        add(kind, report, device, device.credit(), Optional.empty(), others, weighing);
    }

    private void decideRejected(
            String kind,
            Report session,
            KnownDevice device,
            Rejection rejection,
            Set<KnownDevice> others,
            Weighing weighing) {
        add(kind, session, device, rejection.engagement(), Optional.of(rejection), others, weighing);
    }

    private void add(
            String kind,
            Report report,
            KnownDevice device,
            String credit,
            Optional<Rejection> rejection,
            Set<KnownDevice> others,
            Weighing weighing) {
        var names = others.stream().map(KnownDevice::name).collect(Collectors.toSet());
        decisions.add(new Decision(
                report.id(), kind, device.name(), credit, device.sessions(), rejection, names, weighing.candidates()));
    }
}
