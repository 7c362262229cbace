package io.postway.collect;

import io.postway.http.ErrorCode;
import io.postway.http.Problems;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;

/** How a refusal reads at doors that answer with problems. */
public final class Refusals {

    private Refusals() {}

    /** @param allowed the methods that the door takes, named where another one was used */
    public static ResponseEntity<?> asProblem(Refusal refusal, UUID record, HttpMethod... allowed) {
        var problem = Problems.problem(refusal.code(), refusal.message(), record, refusal.faults());
        var answer = Problems.answer(problem);
        if (refusal.code() != ErrorCode.METHOD_NOT_ALLOWED) {
            return answer;
        }
        var methods = Arrays.stream(allowed).map(HttpMethod::name).collect(Collectors.joining(", "));
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .header(HttpHeaders.ALLOW, methods)
                .body(problem);
    }
}
