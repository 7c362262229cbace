package io.postway.http;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** Problems as RFC 9457 wants them, each with one of our codes. */
public final class Problems {

    private static final String RETRY_AFTER_SECONDS = "5";

    private Problems() {}

    /** @param detail what went wrong this time, in words for whoever sent the request */
    public static ProblemDetail problem(ErrorCode code, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(code.status(), detail);
        problem.setType(URI.create("urn:postway:problem:" + code.wireName()));
        problem.setTitle(code.title());
        problem.setInstance(instance(UUID.randomUUID()));
        problem.setProperty("code", code.wireName());
        return problem;
    }

    /**
     * A problem of a request that is on record.
     *
     * @param record the record's id, by which an operator finds the request
     * @param errors one entry per fault, where there can be several
     */
    public static ProblemDetail problem(ErrorCode code, String detail, UUID record, List<?> errors) {
        var problem = problem(code, detail);
        problem.setInstance(instance(record));
        if (!errors.isEmpty()) {
            problem.setProperty("errors", errors);
        }
        return problem;
    }

    /** Never the path, as Spring would have it: what the world sends as a path need not be a URI. */
    private static URI instance(UUID id) {
        return URI.create("urn:uuid:" + id);
    }

    /** The answer that carries {@code problem}; a 503 says when to come again. */
    public static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        var answer = ResponseEntity.status(problem.getStatus()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.getStatus() == ErrorCode.UNAVAILABLE.status().value()) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return answer.body(problem);
    }

    /** The answer that asks to come again after a time of the caller's choice. */
    public static ResponseEntity<ProblemDetail> comeAgain(ErrorCode code, Duration after) {
        return ResponseEntity.status(code.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(after.toSeconds(), 1)))
                .body(problem(code, code.title()));
    }

    public static ResponseEntity<ProblemDetail> answer(ErrorCode code, String detail) {
        return answer(problem(code, detail));
    }
}
