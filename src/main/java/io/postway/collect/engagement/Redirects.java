package io.postway.collect.engagement;

import io.postway.collect.engagement.TargetCheck.Verdict;
import io.postway.event.Click.Redirect;
import io.postway.event.Click.Redirect.RefusedTarget;
import io.postway.event.LinkParameters;
import io.postway.http.ErrorCode;
import io.postway.http.Problems;
import io.postway.settings.StorePages;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * Where a click goes (Adjust, "Link parameters"): to its deep link, else to its redirect, that of its system first,
 * else to the store page of its system; a system without one has the fallback. What the app's settings do not allow is
 * not followed: the click goes to the store.
 */
final class Redirects {

    private static final String FALLBACK = "fallback";
    private static final String STORE = "store";

    private Redirects() {}

    /** The answer that leads to {@code target}, and that nobody may keep; empty: there is no page for anybody. */
    static ResponseEntity<?> answer(Optional<URI> target) {
        return target.<ResponseEntity<?>>map(page -> ResponseEntity.status(HttpStatus.FOUND)
                        .location(page)
                        .cacheControl(CacheControl.noStore())
                        .build())
                .orElseGet(() -> Problems.answer(ErrorCode.NOT_FOUND, "The app has no store page."));
    }

    static Redirect choose(Hit hit) {
        var parameters = hit.parameters();
        for (String name : namesInOrder(hit)) {
            var wanted = parameters.value(name);
            if (wanted.isPresent()) {
                return follow(hit, name, wanted.get());
            }
        }
        return toStore(hit, null);
    }

    private static List<String> namesInOrder(Hit hit) {
        var system = LinkParameters.REDIRECT_ON + hit.visitor().osName().replace('-', '_');
        return List.of("deep_link", "deeplink", system, "redirect");
    }

    private static Redirect follow(Hit hit, String parameter, String wanted) {
        return switch (TargetCheck.check(new LinkMacros(hit).fill(wanted), hit.app())) {
            case Verdict.Allowed(URI target) -> redirect(hit, parameter, target, null);
            case Verdict.Refused(String reason) -> toStore(hit, new RefusedTarget(parameter, reason));
        };
    }

    private static Redirect toStore(Hit hit, @Nullable RefusedTarget refused) {
        var pages = hit.link().pages(hit.app());
        var ofSystem = hit.platform().flatMap(pages::of);
        if (ofSystem.isPresent()) {
            return redirect(hit, STORE, ofSystem.get(), refused);
        }
        var wanted = hit.parameters().value(FALLBACK).filter(any -> refused == null);
        if (wanted.isEmpty()) {
            return toAnyPage(hit, pages, refused);
        }
        return switch (TargetCheck.check(new LinkMacros(hit).fill(wanted.get()), hit.app())) {
            case Verdict.Allowed(URI target) -> redirect(hit, FALLBACK, target, null);
            case Verdict.Refused(String reason) -> toAnyPage(hit, pages, new RefusedTarget(FALLBACK, reason));
        };
    }

    private static Redirect toAnyPage(Hit hit, StorePages pages, @Nullable RefusedTarget refused) {
        return pages.elsewhere()
                .map(page -> redirect(hit, STORE, page, refused))
                .orElseGet(() -> new Redirect("nothing", null, refused));
    }

    private static Redirect redirect(Hit hit, String by, URI target, @Nullable RefusedTarget refused) {
        var page = PlayReferrer.isTakenBy(target) ? PlayReferrer.of(hit).addTo(target) : target;
        return new Redirect(by, page.toASCIIString(), refused);
    }
}
